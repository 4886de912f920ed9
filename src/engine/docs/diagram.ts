import { type Level, type Move, movesOf } from "../machine/moves.ts";

/** The states of one level and the ways between them, as a picture in Mermaid. */
export function diagram(level: Level): string {
  const arrows = movesOf(level).map(arrow);
  return ["```mermaid", "stateDiagram-v2", ...arrows, "```"].join("\n");
}

function arrow({ from, to, causes }: Move): string {
  const way = `  ${from === "none" ? "[*]" : from} --> ${to}`;
  const isBare = causes.every((cause) => cause === "itself");
  return isBare ? way : `${way}: ${causes.join(", ")}`;
}

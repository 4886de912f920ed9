import type { Finding } from "../model/problem.ts";
import { visible } from "./visible.ts";

/** How parts of a finding are set off from each other; the identity where there are no colours. */
export interface Palette {
  readonly place: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly fix: (text: string) => string;
}

const same = (text: string) => text;

export const PLAIN: Palette = { place: same, error: same, warning: same, fix: same };

const WIDTH = 120;
const INDENT = "  ";

/** A finding as people read it: where, what, the line with a caret, and what to do. */
export function render(finding: Finding, palette: Palette = PLAIN): string {
  const { file, line, column, code, message, fix, level } = finding;
  const mark = palette[level];
  return [
    `${palette.place(visible(`${file}:${line}:${column}`))} ${mark(code)} ${visible(message)}`,
    ...excerpt(finding, mark),
    `${INDENT}${palette.fix("fix:")} ${visible(fix)}`,
  ].join("\n");
}

/** The line and a caret below the place, cut around the place when the line is long. */
function excerpt(
  { source, column, length }: Finding,
  mark: (text: string) => string,
): readonly string[] {
  if (source.trim() === "") return [];
  const before = visible(source.slice(0, column - 1));
  const at = visible(source.slice(column - 1, column - 1 + length));
  const after = visible(source.slice(column - 1 + length));
  const room = WIDTH - INDENT.length;
  const shownAt = cutEnd(at, room);
  const shownBefore = cutStart(
    before,
    Math.max(room - shownAt.length - Math.min(after.length, 40), 0),
  );
  const shownAfter = cutEnd(after, room - shownAt.length - shownBefore.length);
  const caret = " ".repeat(shownBefore.length) + mark("^".repeat(Math.max(1, shownAt.length)));
  return [`${INDENT}${shownBefore}${shownAt}${shownAfter}`.trimEnd(), `${INDENT}${caret}`];
}

function cutStart(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 1 ? "" : `…${text.slice(text.length - room + 1)}`;
}

function cutEnd(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < 1 ? "" : `${text.slice(0, room - 1)}…`;
}

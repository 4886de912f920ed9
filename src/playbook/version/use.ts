import type { Path } from "../../model/problem.ts";
import type { Playbook } from "../format/playbook.ts";
import { stepsOf } from "../steps-of.ts";
import { parseRange, type Range } from "./range.ts";

/** A place where one playbook calls another by name and range. */
export interface Use {
  /** As written: `queue-backlog@^1.4`. */
  readonly text: string;
  readonly name: string;
  /** Nothing when the range cannot be read. */
  readonly range: Range | undefined;
  readonly at: Path;
}

export function usesOf(playbook: Playbook): readonly Use[] {
  return [...stepsOf(playbook)].flatMap(({ step, at }) => {
    const text = step.kind === "playbook" ? step.with["use"] : undefined;
    return typeof text === "string" ? [readUse(text, [...at, "with", "use"])] : [];
  });
}

function readUse(text: string, at: Path): Use {
  const [name = "", range = ""] = text.split("@", 2);
  return { text, name, range: parseRange(range), at };
}

import type { JsonValue } from "../model/json.ts";
import type { Values } from "./expression.ts";
import { LIMITS } from "./limits.ts";
import { stop } from "./stop.ts";

/** One evaluation under way: what it reads, and how much work it has done so far. */
export interface Frame {
  readonly values: Values;
  /** The item each enclosing loop stands at, outermost first. */
  readonly items: JsonValue[];
  work: number;
  /** How deep inside nested data it is. */
  depth: number;
}

/** Work is counted in visited nodes; a loop's round costs at least this much. */
export const ROUND = 20;

const MOST_WORK = LIMITS.rounds * ROUND;

/** What a function's call or a duration's spelling takes more than a plain node. */
export const CALL = 10;

/** Characters that a text operation looks at in the time of one node. */
const CHARACTERS = 16;

/** Raising and absorbing a failure takes as long as this many nodes. */
const FAILURE = 500;

export function startFrame(values: Values): Frame {
  return { values, items: [], work: 0, depth: 0 };
}

export function spend(frame: Frame, work: number): void {
  frame.work += work;
  if (frame.work > MOST_WORK) {
    stop(
      `The expression needs more than ${LIMITS.rounds.toLocaleString("en")} rounds through its lists, or looks at too much text`,
      "Let a step narrow the list or shorten the text first.",
    );
  }
}

export function spendOnText(frame: Frame, characters: number): void {
  spend(frame, characters / CHARACTERS);
}

export function spendOnFailure(frame: Frame): void {
  spend(frame, FAILURE);
}

/** Follows nested data one level down, and no further than data may be nested. */
export function descend<Result>(frame: Frame, visit: () => Result): Result {
  if (frame.depth >= LIMITS.dataDepth) {
    stop(
      `The data is nested more than ${LIMITS.dataDepth} deep`,
      "Use one part of it instead of the whole.",
    );
  }
  frame.depth += 1;
  try {
    return visit();
  } finally {
    frame.depth -= 1;
  }
}

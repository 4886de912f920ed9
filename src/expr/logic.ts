import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { BOOL, type Shape } from "../model/shape.ts";
import { asBool } from "./checked-value.ts";
import { convert, shapeOf } from "./convert.ts";
import { type Frame, spendOnFailure } from "./frame.ts";
import { nodesOf, type Part, type Place } from "./part.ts";
import { and, choose, not, or } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { Stop } from "./stop.ts";
import { nameType, unify } from "./types.ts";

/**
 * `left && right`, `left || right`. As CEL has it, the order of the sides does not matter: when one
 * side decides the answer, it does not matter that the other has none.
 */
export function checkBoth(
  op: "&&" | "||",
  left: Part,
  right: Part,
  span: Span,
  place: Place,
): Part {
  const l = checkCondition(left, place);
  const r = checkCondition(right, place);
  const decisive = op === "||";
  return {
    type: BOOL,
    span,
    nodes: nodesOf(left, right),
    presence: decisive ? or(left.presence, right.presence) : and(left.presence, right.presence),
    run: (frame) => {
      const first = attempt(() => l.run(frame), frame);
      if (first === decisive) return decisive;
      const second = asBool(r.run(frame));
      if (second === decisive || !(first instanceof Stop)) return second;
      throw first;
    },
  };
}

/** `!operand` */
export function checkNot(operand: Part, span: Span, place: Place): Part {
  const part = checkCondition(operand, place);
  return {
    type: BOOL,
    span,
    nodes: nodesOf(operand),
    presence: not(operand.presence),
    run: (frame) => !asBool(part.run(frame)),
  };
}

/** `condition ? yes : no` */
export function checkChoice(condition: Part, yes: Part, no: Part, span: Span, place: Place): Part {
  const asked = checkCondition(condition, place);
  const type = unify(shapeOf(yes), shapeOf(no));
  const y = type && convert(yes, type, place);
  const n = type && convert(no, type, place);
  if (!type || !y || !n) refuseBranches(yes, no);
  return {
    type,
    span,
    nodes: nodesOf(condition, yes, no),
    presence: choose(condition.presence, yes.presence, no.presence),
    run: (frame) => (asBool(asked.run(frame)) ? y : n).run(frame),
  };
}

export function checkCondition(part: Part, place: Place): Part {
  const condition = convert(part, BOOL, place);
  if (condition) return condition;
  refuse(
    "E203",
    part.span,
    `A condition must be true or false; this is ${nameType(part.type)}`,
    fixCondition(shapeOf(part)),
  );
}

/** The answer, or the failure in its place when a later answer may make up for it. */
export function attempt(answer: () => JsonValue, frame: Frame): boolean | Stop {
  try {
    return asBool(answer());
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    // When the work is used up this stops for good, so that no other side can hide it.
    spendOnFailure(frame);
    return error;
  }
}

function fixCondition(shape: Shape): string {
  if (shape.is === "int" || shape.is === "number") return "compare it, such as … > 0";
  if (shape.is === "list" || shape.is === "map") return "compare its size: size(…) > 0";
  return shape.is === "text" ? 'compare it, such as … == "value"' : "compare it with something";
}

function refuseBranches(yes: Part, no: Part): never {
  refuse(
    "E203",
    no.span,
    `Both branches of ?: must be of one type; these are ${nameType(yes.type)} and ${nameType(no.type)}`,
    "convert one of them",
  );
}

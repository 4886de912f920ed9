import type { Span } from "../model/problem.ts";
import { BOOL } from "../model/shape.ts";
import type { Frame } from "./frame.ts";
import { nodesOf, type Part } from "./part.ts";
import { together } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { nameType } from "./types.ts";

/** A part that compares two others. */
export function comparison(
  left: Part,
  right: Part,
  span: Span,
  run: (frame: Frame) => boolean,
): Part {
  return {
    type: BOOL,
    span,
    nodes: nodesOf(left, right),
    presence: together([left.presence, right.presence]),
    run,
  };
}

export function refuseComparison(left: Part, right: Part, span: Span): never {
  refuse(
    "E203",
    span,
    `Cannot compare ${nameType(left.type)} with ${nameType(right.type)}`,
    fixComparison(left, right),
  );
}

function fixComparison(left: Part, right: Part): string {
  const kinds = [left.type.is, right.type.is];
  if (kinds.includes("duration")) {
    return kinds.includes("text")
      ? 'write the duration as duration("10m")'
      : "compare seconds(…) of the duration with a number";
  }
  if (kinds.includes("text")) {
    return kinds.some((is) => is === "int" || is === "number")
      ? "write the number without quotes, or convert the text with int(…)"
      : "compare a text with a text in quotes";
  }
  return kinds.includes("list") ? "compare its size: size(…)" : "compare two values of one type";
}

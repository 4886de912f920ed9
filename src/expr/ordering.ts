import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { NUMBER, type Shape, TEXT } from "../model/shape.ts";
import { comparison, refuseComparison } from "./comparison.ts";
import { convert, shapeOf } from "./convert.ts";
import { type Frame, spendOnText } from "./frame.ts";
import type { Part, Place } from "./part.ts";
import { nameValue } from "./read.ts";
import { stop } from "./stop.ts";
import { DURATION, isNumeric } from "./types.ts";

export type Ordering = "<" | "<=" | ">" | ">=";

export function checkOrdering(
  op: Ordering,
  left: Part,
  right: Part,
  span: Span,
  place: Place,
): Part {
  const type = orderedAs(shapeOf(left), shapeOf(right));
  if (!type) refuseComparison(left, right, span);
  const l = convert(left, type, place) ?? left;
  const r = convert(right, type, place) ?? right;
  return comparison(left, right, span, (frame) => isOrdered(op, l.run(frame), r.run(frame), frame));
}

function orderedAs(left: Shape, right: Shape): Shape | undefined {
  if (left.is === "any" && right.is === "any") return left;
  const sides = [left, right].filter(({ is }) => is !== "any");
  if (sides.every(isNumeric)) return NUMBER;
  if (sides.every(({ is }) => is === "text")) return TEXT;
  return sides.every(({ is }) => is === "duration") ? DURATION : undefined;
}

function isOrdered(op: Ordering, left: JsonValue, right: JsonValue, frame: Frame): boolean {
  if (typeof left === "string" && typeof right === "string") {
    spendOnText(frame, Math.min(left.length, right.length));
    return order(op, left, right);
  }
  if (typeof left === "number" && typeof right === "number") return order(op, left, right);
  stop(
    `Cannot order ${nameValue(left)} and ${nameValue(right)}`,
    "Compare two numbers or two texts; convert with double(…) or string(…).",
  );
}

function order<Value extends string | number>(op: Ordering, left: Value, right: Value): boolean {
  switch (op) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { ANY, INT, NUMBER, type Shape, TEXT } from "../model/shape.ts";
import { boundText } from "./bounds.ts";
import { asNumber, asText } from "./checked-value.ts";
import { convert, shapeOf } from "./convert.ts";
import { type Frame, spendOnText } from "./frame.ts";
import { isInLoop, nodesOf, type Part, type Place } from "./part.ts";
import { together } from "./presence.ts";
import { nameValue } from "./read.ts";
import { refuse } from "./refusal.ts";
import { stop } from "./stop.ts";
import { DURATION, isNumeric, nameType } from "./types.ts";

export type Arithmetic = "+" | "-" | "*" | "/" | "%";

export function checkArithmetic(
  op: Arithmetic,
  left: Part,
  right: Part,
  span: Span,
  place: Place,
): Part {
  const type = resultOf(op, shapeOf(left), shapeOf(right));
  const l = type && convert(left, type, place);
  const r = type && convert(right, type, place);
  if (!type || !l || !r) refuseOperands(op, left, right, span);
  const compute = computation(op, type, isInLoop(place));
  return {
    type,
    span,
    nodes: nodesOf(left, right),
    presence: together([left.presence, right.presence]),
    run: (frame) => compute(l.run(frame), r.run(frame), frame),
  };
}

/** `-x` */
export function checkMinus(operand: Part, span: Span, place: Place): Part {
  const type = shapeOf(operand).is === "int" ? INT : NUMBER;
  const part = convert(operand, type, place);
  if (!part) {
    refuse(
      "E203",
      span,
      `Cannot negate ${nameType(operand.type)}`,
      "put the minus before a number",
    );
  }
  return {
    type,
    span,
    nodes: nodesOf(operand),
    presence: together([operand.presence]),
    run: (frame) => 0 - asNumber(part.run(frame)),
  };
}

/** The shape that both operands are brought to, which is also that of the result. */
function resultOf(op: Arithmetic, left: Shape, right: Shape): Shape | undefined {
  if (op === "%") return isWhole(left) && isWhole(right) ? INT : undefined;
  if (left.is === "int" && right.is === "int") return INT;
  if (left.is === "any" && right.is === "any") return op === "+" ? ANY : NUMBER;
  const sides = [left, right].filter(({ is }) => is !== "any");
  if (sides.every(isNumeric)) return NUMBER;
  if (op === "+" && sides.every(({ is }) => is === "text")) return TEXT;
  const isSum = op === "+" || op === "-";
  return isSum && sides.every(({ is }) => is === "duration") ? DURATION : undefined;
}

function isWhole({ is }: Shape): boolean {
  return is === "int" || is === "any";
}

type Computation = (left: JsonValue, right: JsonValue, frame: Frame) => JsonValue;

function computation(op: Arithmetic, type: Shape, inLoop: boolean): Computation {
  if (type.is === "text") return (l, r, frame) => join(asText(l), asText(r), frame, inLoop);
  if (type.is === "any") return (l, r, frame) => addUnknown(l, r, frame, inLoop);
  if (type.is === "int") return (l, r) => whole(op, asNumber(l), asNumber(r));
  return (l, r) => finite(calculate(op, asNumber(l), asNumber(r)), op, r);
}

function addUnknown(left: JsonValue, right: JsonValue, frame: Frame, inLoop: boolean): JsonValue {
  if (typeof left === "string" && typeof right === "string") {
    return join(left, right, frame, inLoop);
  }
  if (typeof left === "number" && typeof right === "number") {
    return finite(left + right, "+", right);
  }
  stop(
    `Cannot add ${nameValue(left)} and ${nameValue(right)}`,
    "Convert both to text with string(…), or to numbers with double(…).",
  );
}

function join(left: string, right: string, frame: Frame, inLoop: boolean): string {
  spendOnText(frame, left.length + right.length);
  return boundText(left + right, inLoop);
}

function whole(op: Arithmetic, left: number, right: number): number {
  const result = Math.trunc(finite(calculate(op, left, right), op, right)) + 0;
  if (Number.isSafeInteger(result)) return result;
  stop("The result is too large for a whole number", "Compute with double(…) instead.");
}

function calculate(op: Arithmetic, left: number, right: number): number {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

function finite(result: number, op: Arithmetic, right: JsonValue): number {
  if (Number.isFinite(result)) return result + 0;
  if (right === 0 && (op === "/" || op === "%")) {
    stop(
      "Division by zero",
      "Guard it: what you divide by may be 0, as in total > 0 ? part / total : 0.",
    );
  }
  stop(
    "The result is too large for a number",
    "Look at the values that go in; one of them is out of all proportion.",
  );
}

function refuseOperands(op: Arithmetic, left: Part, right: Part, span: Span): never {
  const sides = `${nameType(left.type)} and ${nameType(right.type)}`;
  const hasText = left.type.is === "text" || right.type.is === "text";
  refuse(
    "E203",
    span,
    `${op} does not work on ${sides}`,
    op === "+" && hasText
      ? "turn the other side into text: string(…)"
      : "convert one side: int(…), double(…), seconds(…) of a duration, size(…) of a list",
  );
}

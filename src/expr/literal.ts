import type { JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { ANY, BOOL, INT, NUMBER, type Shape } from "../model/shape.ts";
import { shapeOf, toJson } from "./convert.ts";
import { nodesOf, type Part } from "./part.ts";
import { NOTHING, together } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { unify } from "./types.ts";

/** A value that stands in the expression, as the parser gives it. */
export function checkLiteral(value: unknown, span: Span): Part {
  if (value === null) return literal(ANY, null, span);
  if (typeof value === "boolean") return literal(BOOL, value, span);
  if (typeof value === "number") return literal(NUMBER, value, span);
  // The author wrote it, so it can carry nothing unforeseen into a longer text.
  if (typeof value === "string") {
    return literal({ is: "text", sort: "choice", of: [value] }, value, span);
  }
  if (typeof value !== "bigint") {
    refuse(
      "E207",
      span,
      "Bytes and unsigned numbers are not part of the language",
      "write a text in quotes, or a plain number",
    );
  }
  const number = Number(value);
  if (Number.isSafeInteger(number)) return literal(INT, number, span);
  refuse(
    "E203",
    span,
    `${value} is too large for a whole number`,
    "write a number up to 9007199254740991",
  );
}

function literal(type: Shape, value: JsonValue, span: Span): Part {
  return { type, literal: value, span, nodes: 1, presence: NOTHING, run: () => value };
}

/** `[a, b]` */
export function checkList(items: readonly Part[], span: Span): Part {
  const parts = items.map(toJson);
  return {
    type: { is: "list", of: commonShape(items) },
    span,
    nodes: nodesOf(...items),
    presence: together(items.map((item) => item.presence)),
    run: (frame) => parts.map((part) => part.run(frame)),
  };
}

/** `{"a": b}` */
export function checkMap(entries: readonly (readonly [Part, Part])[], span: Span): Part {
  const keys = entries.map(([key]) => literalKey(key));
  const values = entries.map(([, value]) => value);
  const parts = values.map(toJson);
  return {
    type: { is: "map", of: commonShape(values) },
    span,
    nodes: nodesOf(...values),
    presence: together(values.map((value) => value.presence)),
    // Own properties by definition, so that a key such as __proto__ stays data.
    run: (frame) => Object.fromEntries(parts.map((part, index) => [keys[index], part.run(frame)])),
  };
}

function literalKey(key: Part): string {
  if (typeof key.literal === "string") return key.literal;
  refuse(
    "E203",
    key.span,
    "The keys of a map are texts that stand in the expression",
    'write the key in quotes: {"queue": params.queue}',
  );
}

function commonShape(parts: readonly Part[]): Shape {
  const [first, ...others] = parts;
  if (!first) return ANY;
  let common = shapeOf(first);
  for (const other of others) {
    const joined = unify(common, shapeOf(other));
    if (!joined) {
      refuse(
        "E203",
        other.span,
        "The items of a list or map must be of one type",
        "convert this item, or leave it out",
      );
    }
    common = joined;
  }
  return common;
}

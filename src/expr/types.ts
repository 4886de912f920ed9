import type { Shape, TextSort } from "../model/shape.ts";
import { shapeWords } from "../model/shape-words.ts";

/** The type of a part of an expression: a shape, or what `.?field` gives before `.orValue(…)`. */
export type Type = Shape | Maybe;

interface Maybe {
  readonly is: "maybe";
  readonly of: Shape;
}

export const DURATION: Shape = { is: "duration" };

/** What both are, or nothing when they have nothing in common. */
export function unify(left: Shape, right: Shape): Shape | undefined {
  if (left === right) return left;
  if (left.is === "any" || right.is === "any") return { is: "any" };
  if (left.is === "int" && right.is === "number") return right;
  if (left.is === "number" && right.is === "int") return left;
  switch (left.is) {
    case "int":
    case "number":
    case "bool":
    case "duration":
      return right.is === left.is ? left : undefined;
    case "text":
      return right.is === "text" ? unifyTexts(left, right) : undefined;
    case "list":
      return right.is === "list" ? unifyItems("list", left.of, right.of) : undefined;
    case "map":
      if (right.is === "object") return { is: "any" };
      return right.is === "map" ? unifyItems("map", left.of, right.of) : undefined;
    case "object":
      return right.is === "object" || right.is === "map" ? { is: "any" } : undefined;
  }
}

export type Text = Extract<Shape, { is: "text" }>;

/** The joined sort is the weaker one, because a text may come from either side. */
function unifyTexts(left: Text, right: Text): Shape {
  const sort: TextSort = left.sort === right.sort ? left.sort : "text";
  if (sort !== "choice" || !left.of || !right.of) return { is: "text", sort };
  return { is: "text", sort, of: [...new Set([...left.of, ...right.of])] };
}

function unifyItems(is: "list" | "map", left: Shape, right: Shape): Shape | undefined {
  const of = unify(left, right);
  return of && { is, of };
}

export function isNumeric(type: Type): boolean {
  return type.is === "int" || type.is === "number";
}

/** The type in words, for messages: "a whole number", "a list". */
export function nameType(type: Type): string {
  if (type.is === "maybe") return `${nameType(type.of)} that may be missing`;
  if (type.is === "any") return "a value of unknown type";
  // What a text may hold is no matter of its type.
  return type.is === "text" ? "a text" : shapeWords(type);
}

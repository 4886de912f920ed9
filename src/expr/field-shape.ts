import type { Span } from "../model/problem.ts";
import type { Shape } from "../model/shape.ts";
import { shapeOf } from "./convert.ts";
import { type Part, pathOf, type Place } from "./part.ts";
import { refuse } from "./refusal.ts";
import { nameType } from "./types.ts";
import { refuseUnknownField } from "./unknown-name.ts";

/** What `receiver.field` is. */
export function fieldShape(receiver: Part, field: string, span: Span, place: Place): Shape {
  const shape = receiver.type.is === "maybe" ? receiver.type.of : receiver.type;
  switch (shape.is) {
    case "object": {
      const known = Object.hasOwn(shape.fields, field) ? shape.fields[field] : undefined;
      return known ?? refuseUnknownField(field, shape.fields, pathOf(receiver, place), span);
    }
    case "map":
      return shape.of;
    case "any":
      return shape;
    case "int":
    case "number":
    case "bool":
    case "duration":
    case "text":
    case "list":
      refuse(
        "E203",
        span,
        `${pathOf(receiver, place)} is ${nameType(shape)}, which has no fields`,
        shape.is === "list"
          ? "select an item by its position, such as list[0], or use list.map(x, x.field)"
          : `remove .${field}, or read it from another value`,
      );
  }
}

/** What `receiver[index]` is, unless the index is a field's name that stands in the expression. */
export function itemShape(receiver: Part, index: Part): Shape {
  const from = shapeOf(receiver);
  const by = shapeOf(index);
  if (from.is === "list" && (by.is === "int" || by.is === "any")) return from.of;
  if (from.is === "map" && (by.is === "text" || by.is === "any")) return from.of;
  if (from.is === "any") return from;
  refuse(
    "E203",
    index.span,
    `Cannot select from ${nameType(from)} by ${nameType(by)}`,
    "select from a list by a whole number, from a map by a text, from an object by a name in quotes",
  );
}

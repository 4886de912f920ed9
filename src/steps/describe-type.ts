import { metaOf } from "../model/fields.ts";
import { isAny, itemsOf, mapValuesOf, type SchemaNode } from "../model/shape-of.ts";

/** A field's type in the words of the reference: "list of names", "whole number from 1 to 5". */
export function describeType(node: SchemaNode): string {
  if (isAny(node)) return "any value";
  switch (node.type) {
    case "string":
      return describeText(node);
    case "integer":
      return `whole number${describeRange(node)}`;
    case "number":
      return `number${describeRange(node)}`;
    case "boolean":
      return "true or false";
    case "array":
      return `list of ${describeType(itemsOf(node))}`;
    case "object": {
      const values = mapValuesOf(node);
      return values === undefined ? "object" : `map of ${describeType(values)}`;
    }
    case "null":
    case undefined:
      break;
  }
  throw new TypeError(`No words for ${JSON.stringify(node)}`);
}

function describeText(node: SchemaNode): string {
  const { connection, destination, service, person, expression, duration, sort } = metaOf(node);
  if (connection !== undefined) return `connection of type ${connection.join(" or ")}`;
  if (destination === true) return "destination";
  if (service === true) return "service";
  if (person === true) return "person or team";
  if (expression !== undefined) return `expression over ${expression.map(code).join(", ")}`;
  if (duration === true) return "duration";
  const choices = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  if (choices !== undefined) return choices.map((choice) => code(String(choice))).join(", ");
  return sort ?? "text";
}

/** JavaScript's own limits are in every whole number's schema and tell a reader nothing. */
function describeRange({ minimum, maximum }: SchemaNode): string {
  const from = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (from !== undefined && to !== undefined) return ` from ${from} to ${to}`;
  if (from !== undefined) return ` from ${from} on`;
  return to === undefined ? "" : ` up to ${to}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

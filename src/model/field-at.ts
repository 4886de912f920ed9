import type { z } from "zod";
import { metaOf, type FieldMeta, type Holes } from "./fields.ts";
import type { Path } from "./problem.ts";
import type { Shape } from "./shape.ts";
import {
  fieldsOf,
  isAny,
  itemsOf,
  mapValuesOf,
  nodeOf,
  shapeOfNode,
  type SchemaNode,
} from "./shape-of.ts";

/** What one field of a step accepts. */
export interface Field {
  readonly shape: Shape;
  readonly meta: FieldMeta;
  /** Whether data may stand here; for a list or a map, what its strictest part allows. */
  readonly holes: Holes;
}

/** The field that a path inside `with` leads to, or nothing when the kind has no such field. */
export function fieldAt(schema: z.ZodType, path: Path): Field | undefined {
  let node = nodeOf(schema);
  for (const segment of path) {
    // Whatever stands inside free data is free data as well.
    if (isAny(node)) break;
    const next = stepInto(node, segment);
    if (next === undefined) return undefined;
    node = next;
  }
  return { shape: shapeOfNode(node), meta: metaOf(node), holes: holesOf(node) };
}

function stepInto(node: SchemaNode, segment: string | number): SchemaNode | undefined {
  if (typeof segment === "number") return node.type === "array" ? itemsOf(node) : undefined;
  if (node.type !== "object") return undefined;
  const values = mapValuesOf(node);
  if (values !== undefined) return values;
  const fields = fieldsOf(node);
  return Object.hasOwn(fields, segment) ? fields[segment] : undefined;
}

/** Text that says nothing about holes takes none, so that a forgotten mark can never open a door. */
export function holesOf(node: SchemaNode): Holes {
  const declared = metaOf(node).holes;
  if (declared !== undefined) return declared;
  if (node.type === "array") return holesOf(itemsOf(node));
  if (node.type === "object") return strictest(partsOf(node).map(holesOf));
  const carriesNoText =
    node.type === "integer" || node.type === "number" || node.type === "boolean";
  return carriesNoText ? "exact" : "literal";
}

function partsOf(node: SchemaNode): readonly SchemaNode[] {
  const values = mapValuesOf(node);
  return values === undefined ? Object.values(fieldsOf(node)) : [values];
}

function strictest(parts: readonly Holes[]): Holes {
  const order: readonly Holes[] = ["literal", "exact", "text"];
  return order.find((holes) => parts.includes(holes)) ?? "exact";
}

import { z } from "zod";
import { metaOf } from "./fields.ts";
import { ANY, BOOL, INT, NUMBER, type Shape, type TextSort } from "./shape.ts";

/** A schema as data, so that one walk serves shapes, fields and docs. */
export type SchemaNode = z.core.JSONSchema.BaseSchema;

/**
 * The type of what a schema yields, as playbooks see it.
 *
 * A kind's params and outputs use a small part of zod on purpose: an expression can say nothing
 * sensible about a union or a null, so a kind that declares one is a programming error.
 */
export function shapeOf(schema: z.ZodType): Shape {
  return shapeOfNode(nodeOf(schema));
}

const nodes = new WeakMap<z.ZodType, SchemaNode>();

export function nodeOf(schema: z.ZodType): SchemaNode {
  const known = nodes.get(schema);
  if (known !== undefined) return known;
  const node = describedNode(schema);
  nodes.set(schema, node);
  return node;
}

/** Described as a field, so that even free data at the top is a reference and not its own definition. */
function describedNode(schema: z.ZodType): SchemaNode {
  const { field } = fieldsOf(z.toJSONSchema(z.strictObject({ field: schema }), { io: "output" }));
  if (field === undefined) throw new TypeError("A schema of a field has that field.");
  return field;
}

export function shapeOfNode(node: SchemaNode): Shape {
  if (isAny(node)) return ANY;
  const { type } = node;
  if (type === undefined || type === "null" || Array.isArray(type)) throw unusable(node);
  switch (type) {
    case "integer":
      return INT;
    case "number":
      return NUMBER;
    case "boolean":
      return BOOL;
    case "string":
      return shapeOfText(node);
    case "array":
      return { is: "list", of: shapeOfNode(itemsOf(node)) };
    case "object":
      return shapeOfObject(node);
  }
}

/** The schema of all values of a map, or nothing for an object with named fields. */
export function mapValuesOf(node: SchemaNode): SchemaNode | undefined {
  const { additionalProperties } = node;
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

export function itemsOf(node: SchemaNode): SchemaNode {
  const { items } = node;
  if (items === undefined || typeof items === "boolean" || Array.isArray(items)) {
    throw unusable(node);
  }
  return items;
}

export function fieldsOf(node: SchemaNode): Readonly<Record<string, SchemaNode>> {
  const fields: Record<string, SchemaNode> = {};
  for (const [name, field] of Object.entries(node.properties ?? {})) {
    if (typeof field === "boolean") throw unusable(node);
    fields[name] = field;
  }
  return fields;
}

/** `z.json()` is the only recursive schema in use, and it is the only one that yields a `$ref`. */
export function isAny(node: SchemaNode): boolean {
  if (node.$ref !== undefined) return true;
  return node.type === undefined && node.anyOf === undefined && node.oneOf === undefined;
}

function shapeOfText(node: SchemaNode): Shape {
  const meta = metaOf(node);
  if (meta.duration === true) return { is: "duration" };
  const choices = choicesOf(node);
  if (choices !== undefined) return { is: "text", sort: "choice", of: choices };
  const sort: TextSort = meta.sort ?? "text";
  return { is: "text", sort };
}

function choicesOf(node: SchemaNode): readonly string[] | undefined {
  if (typeof node.const === "string") return [node.const];
  return node.enum?.filter((choice) => typeof choice === "string");
}

function shapeOfObject(node: SchemaNode): Shape {
  const values = mapValuesOf(node);
  if (values !== undefined) return { is: "map", of: shapeOfNode(values) };
  const fields: Record<string, Shape> = {};
  for (const [name, field] of Object.entries(fieldsOf(node))) fields[name] = shapeOfNode(field);
  const required = new Set(node.required);
  const optional = Object.keys(fields).filter((name) => !required.has(name));
  return { is: "object", fields, optional };
}

function unusable(node: SchemaNode): TypeError {
  return new TypeError(
    `A kind's schema may hold texts, numbers, booleans, lists, maps and objects, but not ${JSON.stringify(node)}. ` +
      "Use an optional field instead of a nullable one, and z.json() where anything may stand.",
  );
}

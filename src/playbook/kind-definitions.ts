import { z } from "zod";
import { holesOf } from "../model/field-at.ts";
import { fieldsOf, isAny, itemsOf, mapValuesOf, type SchemaNode } from "../model/shape-of.ts";
import type { AnyKind, Kinds } from "../steps/step-kind.ts";

/** Whether an object of the language names a kind and gives it its input. */
export function isKindUse({ properties }: SchemaNode): boolean {
  return properties?.["kind"] !== undefined && properties["with"] !== undefined;
}

/** Lets `kind` decide what `with` may hold. What a verify or a poll asks again and again is a read. */
export function useKinds(schema: SchemaNode): void {
  const { properties = {} } = schema;
  const kind = properties["that"] === undefined ? "kind" : "read-kind";
  schema.properties = {
    ...properties,
    kind: { $ref: `#/definitions/${kind}` },
    with: { type: "object" },
  };
  schema.allOf = [{ $ref: "#/definitions/with-by-kind" }];
}

/** What the schema says of every kind, in one place to which every use of a kind refers. */
export function kindDefinitions(kinds: Kinds): Record<string, SchemaNode> {
  const all = [...kinds.values()];
  const reads = all.filter((kind) => kind.carrier === "step" && kind.effect === "read");
  const inputs = all.map((kind) => [inputName(kind), inputSchema(kind)] as const);
  return {
    hole: { type: "string", pattern: HOLE },
    kind: oneOfKinds(all),
    "read-kind": oneOfKinds(reads),
    "with-by-kind": { allOf: all.map(inputWhenChosen) },
    ...Object.fromEntries(inputs),
  };
}

const HOLE = "\\$\\{\\{";

function oneOfKinds(kinds: readonly AnyKind[]): SchemaNode {
  return {
    type: "string",
    oneOf: kinds.map(({ kind, summary }) => ({ const: kind, description: summary })),
  };
}

function inputWhenChosen(kind: AnyKind): SchemaNode {
  const { required = [] } = z.toJSONSchema(kind.params, { io: "input" });
  return {
    if: { properties: { kind: { const: kind.kind } }, required: ["kind"] },
    then: {
      properties: { with: { $ref: `#/definitions/${inputName(kind)}` } },
      ...(required.length > 0 && { required: ["with"] }),
    },
  };
}

function inputName({ kind }: AnyKind): string {
  return `with.${kind}`;
}

function inputSchema({ params }: AnyKind): SchemaNode {
  const schema = z.toJSONSchema(params, { target: "draft-7", io: "input" });
  return withHolesInside(without(schema, "$schema", "definitions"));
}

/** A value as its author writes it, before expressions have been evaluated. */
function withHoles(schema: SchemaNode): SchemaNode {
  if (isAny(schema)) return {};
  const inside = withHolesInside(schema);
  const hole: SchemaNode = { $ref: "#/definitions/hole" };
  if (holesOf(schema) === "literal") {
    return schema.type === "string" ? { ...inside, not: hole } : inside;
  }
  return isFreeText(schema) ? inside : { anyOf: [inside, hole] };
}

function isFreeText({ type, pattern, enum: choices }: SchemaNode): boolean {
  return type === "string" && pattern === undefined && choices === undefined;
}

function withHolesInside(marked: SchemaNode): SchemaNode {
  const schema = without(marked, "pitcrew");
  if (schema.type === "array") return { ...schema, items: withHoles(itemsOf(schema)) };
  if (schema.type !== "object") return schema;
  const values = mapValuesOf(schema);
  if (values !== undefined) return { ...schema, additionalProperties: withHoles(values) };
  const fields = Object.entries(fieldsOf(schema)).map(([name, field]) => [name, withHoles(field)]);
  const filled: SchemaNode = { ...schema, properties: Object.fromEntries(fields) };
  if (isKindUse(filled)) useKinds(filled);
  return filled;
}

function without(schema: SchemaNode, ...keys: readonly string[]): SchemaNode {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}

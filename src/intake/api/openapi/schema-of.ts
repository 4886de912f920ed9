import { z } from "zod";

/** A JSON Schema as OpenAPI 3.1 takes it. */
export interface SchemaObject {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly description?: string;
}

/** The form of what is sent (`input`) or answered (`output`). */
export function schemaOf(form: z.ZodType, io: "input" | "output"): SchemaObject {
  const schema = z.toJSONSchema(form, { io, unrepresentable: "any" });
  // Our own forms are known to be objects and texts.
  return JSON.parse(JSON.stringify(schema), io === "input" ? tidy : open) as SchemaObject;
}

/** Answers may come to have further fields, which nobody shall trip over. */
function open(key: string, value: unknown): unknown {
  return key === "additionalProperties" && value === false ? undefined : tidy(key, value);
}

/** Leaves out what says nothing to a reader. Only "any JSON" refers to itself, and is `{}` here. */
function tidy(key: string, value: unknown): unknown {
  if (key === "$schema" || key === "$defs" || key === "readOnly") return undefined;
  if (key === "maximum" && value === Number.MAX_SAFE_INTEGER) return undefined;
  if (key === "minimum" && value === Number.MIN_SAFE_INTEGER) return undefined;
  if (typeof value !== "object" || value === null) return value;
  if ("$ref" in value) return {};
  if ("format" in value && "pattern" in value) return { ...value, pattern: undefined };
  return value;
}

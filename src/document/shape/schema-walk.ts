import { z } from "zod";
import { isObject } from "../../model/json.ts";
import type { Path } from "../../model/problem.ts";
import { meantBranch } from "./meant-branch.ts";
import { unwrap } from "./unwrap.ts";

export type Schema = z.core.$ZodType;

/** The part of a schema that judges the value at a path; unions are followed as the value suggests. */
export function schemaAt(schema: Schema, value: unknown, at: Path): Schema | undefined {
  let part: Schema | undefined = schema;
  let input = value;
  for (const segment of at) {
    if (part === undefined) return undefined;
    part = step(part, input, segment);
    input = valueAt(input, [segment]);
  }
  return part;
}

export function valueAt(value: unknown, at: Path): unknown {
  let part = value;
  for (const segment of at) {
    if (Array.isArray(part)) part = part[Number(segment)];
    else if (isObject(part) && Object.hasOwn(part, segment)) part = part[segment];
    else return undefined;
  }
  return part;
}

function step(schema: Schema, input: unknown, segment: string | number): Schema | undefined {
  const core = unwrap(schema);
  if (core instanceof z.ZodObject) {
    const shape: Readonly<Record<string, Schema>> = core.shape;
    return Object.hasOwn(shape, segment) ? shape[segment] : undefined;
  }
  if (core instanceof z.ZodRecord) return core.valueType;
  if (core instanceof z.ZodArray) return core.element;
  if (core instanceof z.ZodUnion) {
    const branch = meantBranch(core.options, input);
    return branch === undefined ? undefined : step(branch, input, segment);
  }
  return undefined;
}

import { z } from "zod";
import { isObject } from "../../model/json.ts";
import { unwrap } from "./unwrap.ts";

type Schema = z.core.$ZodType;

/**
 * The branch of a union that the author had in mind, so that the mistake inside it can be named;
 * nothing when the value fits the form of none.
 */
export function meantBranch(branches: readonly Schema[], value: unknown): Schema | undefined {
  const cores = branches.flatMap(flatten);
  if (isObject(value)) return meantMap(cores, value);
  const fitting = cores.filter((core) => isOfForm(core, value));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function flatten(schema: Schema): readonly Schema[] {
  const core = unwrap(schema);
  return core instanceof z.ZodUnion ? core.options.flatMap(flatten) : [core];
}

function isOfForm(core: Schema, value: unknown): boolean {
  if (Array.isArray(value)) return core instanceof z.ZodArray;
  if (typeof value === "string") return core instanceof z.ZodString;
  if (typeof value === "number") return core instanceof z.ZodNumber;
  return false;
}

/** The first that has all it requires; otherwise the one that knows most of the keys. */
function meantMap(
  cores: readonly Schema[],
  value: Readonly<Record<string, unknown>>,
): Schema | undefined {
  const all = cores.filter((core) => core instanceof z.ZodObject);
  const named = all.filter((object) => isNamedBy(object, value));
  const objects = named.length > 0 ? named : all;
  const complete = objects.find((object) => requiredKeys(object).every((key) => key in value));
  if (complete !== undefined) return complete;
  const byKnown = objects.toSorted(
    (a, b) => knownKeys(b, value) - knownKeys(a, value) || size(b) - size(a),
  );
  return byKnown[0] ?? cores.find((core) => core instanceof z.ZodRecord);
}

/** Whether a field with a fixed word, such as `type: http`, names this branch. */
function isNamedBy(object: z.ZodObject, value: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(object.shape).some(
    ([key, field]) => field instanceof z.ZodLiteral && z.safeParse(field, value[key]).success,
  );
}

function requiredKeys(object: z.ZodObject): readonly string[] {
  return Object.keys(object.shape).filter(
    (key) => !z.safeParse(object.shape[key], undefined).success,
  );
}

function knownKeys(object: z.ZodObject, value: Readonly<Record<string, unknown>>): number {
  return Object.keys(value).filter((key) => Object.hasOwn(object.shape, key)).length;
}

function size(object: z.ZodObject): number {
  return Object.keys(object.shape).length;
}

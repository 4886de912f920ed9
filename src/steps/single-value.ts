import { data } from "../model/fields.ts";
import type { JsonValue } from "../model/json.ts";

const LONGEST = 2_000;

/**
 * Any single value. Not typed further, because a count, a name and a yes or no all become one
 * piece of text, encoded for the place where it goes.
 */
export const single = data()
  .refine(isSingle, "must be one text, number or boolean")
  .refine(isShort, `must have ${LONGEST} characters at most`)
  .refine(isWellFormed, "must be valid Unicode text");

/** Numbers and booleans in their JSON spelling. */
export function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isSingle(given: JsonValue): boolean {
  return typeof given === "string" || typeof given === "number" || typeof given === "boolean";
}

function isShort(given: JsonValue): boolean {
  return typeof given !== "string" || given.length <= LONGEST;
}

function isWellFormed(given: JsonValue): boolean {
  return typeof given !== "string" || given.isWellFormed();
}

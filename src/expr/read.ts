import { parseDuration } from "../model/duration.ts";
import { ID_PATTERN, NAME_PATTERN } from "../model/fields.ts";
import { isList, isObject, type JsonValue } from "../model/json.ts";
import type { Shape } from "../model/shape.ts";
import { shapeWords } from "../model/shape-words.ts";
import { boundInLoop, boundList } from "./bounds.ts";
import { stop } from "./stop.ts";
import type { Text } from "./types.ts";

/** More than any duration worth writing has; a longer text is not looked at. */
const LONGEST_DURATION = 64;

/**
 * The value as an expression computes with it, or a clean stop when the data breaks its promise.
 * Lists and objects are looked at one level deep; the rest is read when it is used.
 */
export function read(shape: Shape, value: JsonValue, what: string, inLoop: boolean): JsonValue {
  switch (shape.is) {
    case "int":
      return Number.isSafeInteger(value) ? value : mismatch(shape, value, what);
    case "number":
      return Number.isFinite(value) ? value : mismatch(shape, value, what);
    case "bool":
      return typeof value === "boolean" ? value : mismatch(shape, value, what);
    case "duration": {
      const time = typeof value === "string" ? readDuration(value) : undefined;
      return time ?? mismatch(shape, value, what);
    }
    case "text":
      if (typeof value !== "string" || !isOfSort(shape, value)) return mismatch(shape, value, what);
      return inLoop ? boundInLoop(value, what) : value;
    case "list":
      return isList(value) ? boundList(value, what) : mismatch(shape, value, what);
    case "map":
    case "object":
      return isObject(value) ? value : mismatch(shape, value, what);
    case "any":
      return value;
  }
}

/** Whether a text can be trusted as far as its sort says: that is what mixing it into others relies on. */
function isOfSort({ sort, of }: Text, text: string): boolean {
  switch (sort) {
    case "name":
      return NAME_PATTERN.test(text);
    case "id":
      return ID_PATTERN.test(text);
    case "choice":
      return of?.includes(text) ?? true;
    case "text":
      return true;
  }
}

/** The milliseconds of a duration's spelling, or nothing when it is none. */
export function readDuration(text: string): number | undefined {
  return text.length > LONGEST_DURATION ? undefined : parseDuration(text);
}

/** What a value is, in words, without showing it: it may be hostile or secret. */
export function nameValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "true or false";
  if (typeof value === "number") return "a number";
  return isList(value) ? "a list" : "an object";
}

function mismatch(shape: Shape, value: JsonValue, what: string): never {
  stop(
    `${what} is ${nameValue(value)}, but should be ${shapeWords(shape)}`,
    "Look at what the step or the caller really gave; it broke the form it promised.",
  );
}

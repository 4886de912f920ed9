import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { type Frame, spend } from "./frame.ts";

/** What listing one key costs. */
const KEY = 12;

export function isJsonObject(value: JsonValue): value is JsonObject {
  return isObject(value);
}

/** A field that the object itself has; what it inherits is not data. */
export function ownField(value: JsonValue, field: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

/** The keys of an object; listing them takes time even when only their number is wanted. */
export function keysOf(object: JsonObject, frame: Frame): readonly string[] {
  const keys = Object.keys(object);
  spend(frame, keys.length * KEY);
  return keys;
}

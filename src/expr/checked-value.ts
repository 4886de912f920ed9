import type { JsonValue } from "../model/json.ts";

/** The value of a part that was checked; another type is a mistake of the checker, not of the data. */
export function asNumber(value: JsonValue | undefined): number {
  if (typeof value === "number") return value;
  throw new TypeError("An expression was checked to give a number and did not.");
}

export function asText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  throw new TypeError("An expression was checked to give a text and did not.");
}

export function asBool(value: JsonValue | undefined): boolean {
  if (typeof value === "boolean") return value;
  throw new TypeError("An expression was checked to give true or false and did not.");
}

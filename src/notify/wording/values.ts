import type { JsonValue } from "../../model/json.ts";

/** Numbers, words and flags of a value by name; lists as their lengths, nested values left out. */
export function scalarsOf(value: JsonValue): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    const only = inWords(value);
    return only === undefined ? [] : [["value", only]];
  }
  return Object.entries(value).flatMap(([name, field]) => {
    const said = inWords(field);
    return said === undefined ? [] : [[name.replaceAll("_", " "), said] as const];
  });
}

const LONGEST = 80;

function inWords(value: JsonValue | undefined): string | undefined {
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 2 });
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string")
    return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return Array.isArray(value) ? String(value.length) : undefined;
}

import type { Path } from "./problem.ts";

/** A value as it came from YAML or JSON, before or after a schema has looked at it. */
export type JsonValue = Leaf | readonly JsonValue[] | { readonly [key: string]: JsonValue };

type Leaf = null | boolean | number | string;

export type JsonObject = { readonly [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject;
export function isObject(value: unknown): value is Record<string, unknown>;
export function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray` does not tell a read-only list from the rest of JSON. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Every single value inside a tree of lists and maps, with the way to it. */
export function* leavesOf(value: JsonValue, at: Path = []): Generator<readonly [Path, Leaf]> {
  if (isList(value)) {
    for (const [index, item] of value.entries()) yield* leavesOf(item, [...at, index]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item, [...at, key]);
  } else {
    yield [at, value];
  }
}

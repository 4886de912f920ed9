import { isObject } from "../../model/json.ts";
import type { Path } from "../../model/problem.ts";

/** Names that mean something to JavaScript itself, and nothing to any alert. */
const HOSTILE: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const DEEPEST = 20;

/** Where a body holds such a name, or is nested deeper than any alert. */
export function findHostile(body: unknown): Path | undefined {
  // A list of what is left to look at, because a body may be nested deeper than calls may be.
  const left: { readonly value: unknown; readonly at: Path }[] = [{ value: body, at: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, at } = next;
    if (at.length > DEEPEST) return at;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (isNested(item)) left.push({ value: item, at: [...at, index] });
      }
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (HOSTILE.has(key)) return [...at, key];
        if (isNested(item)) left.push({ value: item, at: [...at, key] });
      }
    }
  }
  return undefined;
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

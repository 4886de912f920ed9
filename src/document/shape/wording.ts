import { isObject } from "../../model/json.ts";
import type { Path } from "../../model/problem.ts";

/** How a message calls the thing at a path: `count`, entry 2 of `by`, the document. */
export function nameOf(at: Path): string {
  const last = at.at(-1);
  if (last === undefined) return "The document";
  if (typeof last === "string") return `\`${last}\``;
  const list = at.at(-2);
  return list === undefined ? `Entry ${last + 1}` : `Entry ${last + 1} of \`${list}\``;
}

/** What stands in a place, short enough for a message. */
export function seen(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "empty text" : quoteShort(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (isObject(value)) return "a map";
  return JSON.stringify(value);
}

const LONGEST = 60;

function quoteShort(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
}

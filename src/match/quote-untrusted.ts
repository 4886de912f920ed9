import { visible } from "../document/visible.ts";
import type { JsonValue } from "../model/json.ts";

const LONGEST = 80;

/** A value from outside as JSON, short and harmless enough for a sentence on a terminal or in chat. */
export function quoteUntrusted(value: JsonValue): string {
  const json = JSON.stringify(value);
  const characters = Array.from(json.slice(0, 2 * LONGEST + 2)); // a character has up to two units
  const start = visible(characters.slice(0, LONGEST).join(""));
  return characters.length > LONGEST ? `${start}… (${json.length} characters)` : start;
}

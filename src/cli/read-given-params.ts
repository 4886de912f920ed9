import { visible } from "../document/visible.ts";
import type { JsonObject } from "../model/json.ts";
import type { Terminal } from "./terminal.ts";

/** `queue=orders` as a param, or nothing once it was said what is wrong with one. */
export function readGivenParams(
  words: readonly string[],
  { complain }: Terminal,
): JsonObject | undefined {
  const params = new Map<string, string>();
  for (const word of words) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || value === undefined) {
      complain(`"${visible(word)}" is no param`, "write NAME=VALUE, such as queue=orders");
      return undefined;
    }
    if (params.has(name)) {
      complain(`param "${visible(name)}" is given twice`, "give it once; commas part a list");
      return undefined;
    }
    params.set(name, value);
  }
  return Object.fromEntries(params);
}

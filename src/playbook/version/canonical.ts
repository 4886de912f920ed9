import { isList, type JsonValue } from "../../model/json.ts";

/**
 * The one spelling of a value: keys in order, no white space. Two files that say the same have
 * the same canonical form, however they are laid out.
 */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no spelling in JSON`);
  }
  return JSON.stringify(value);
}

import type { JsonValue } from "../../../model/json.ts";
import { canonicalJson } from "../canonical.ts";

/** Whether two parts of a playbook say the same, whatever the order of their keys. */
export function isSame(first: unknown, second: unknown): boolean {
  if (first === undefined || second === undefined) return first === second;
  // A playbook comes from YAML and is JSON throughout.
  return canonicalJson(first as JsonValue) === canonicalJson(second as JsonValue);
}

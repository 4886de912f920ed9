import { isList, isObject, type JsonValue } from "../model/json.ts";
import { scalar } from "../playbook/draft/yaml-text.ts";

/** A value in one line of YAML, as an author would write it. */
export function flowText(value: JsonValue): string {
  if (typeof value === "string") return scalar(value);
  if (isList(value)) return `[${value.map(flowText).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${scalar(key)}: ${flowText(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

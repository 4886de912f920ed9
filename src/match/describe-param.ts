import { type Param, type ScalarType, scalarType, takesList } from "../playbook/format/param.ts";
import { MOST_ITEMS } from "./param-value.ts";

const FORMS: Readonly<Record<Exclude<ScalarType, "enum">, string>> = {
  name: "a name of letters, digits, dot, dash and underscore",
  id: "an id of letters, digits and . _ - / :",
  int: "a whole number",
  number: "a number",
  bool: "true or false",
  duration: "a duration such as 10m",
  text: "text",
};

/** What a param accepts, in words: `a whole number from 1 to 40`, `one of prod, staging`. */
export function describeParam(param: Param): string {
  const type = scalarType(param);
  const form = type === "enum" ? `one of ${(param.of ?? []).join(", ")}` : FORMS[type];
  const item = `${form}${describeLimits(param)}`;
  return takesList(param) ? `a list of at most ${MOST_ITEMS} items, each ${item}` : item;
}

function describeLimits({ min, max }: Param): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  if (max !== undefined) return `, at most ${max}`;
  return "";
}

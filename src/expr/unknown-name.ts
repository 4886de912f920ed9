import { didYouMean } from "../model/did-you-mean.ts";
import type { Span } from "../model/problem.ts";
import type { Shape } from "../model/shape.ts";
import type { Names } from "./expression.ts";
import { refuse } from "./refusal.ts";

type Fields = Readonly<Record<string, Shape>>;

const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["nil", "null"],
  ["undefined", "null"],
]);

export function refuseUnknownName(name: string, span: Span, names: Names): never {
  refuse("E201", span, `There is no name "${name}" here`, fixName(name, names));
}

export function refuseUnknownField(
  field: string,
  fields: Fields,
  owner: string,
  span: Span,
): never {
  const message =
    owner === "steps" ? `There is no step "${field}"` : `${owner} has no field "${field}"`;
  refuse("E201", span, message, fixField(field, fields, owner));
}

/** `did you mean "a"?`, or `use one of: a, b, c`, cut so that a long list stays readable. */
export function suggest(word: string, candidates: readonly string[], none: string): string {
  const meant = didYouMean(word, candidates);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  if (candidates.length === 0) return none;
  const shown = candidates.slice(0, 12).join(", ");
  return `use one of: ${shown}${candidates.length > 12 ? ", …" : ""}`;
}

function fixName(name: string, names: Names): string {
  if (name === "alert") {
    return 'alert data enters through params: add params.x with from: "alert.labels.x"';
  }
  const spelling = OTHER_SPELLINGS.get(name);
  if (spelling !== undefined) return `write ${spelling}`;
  const holder = ["params", "steps"].find((owner) => Object.hasOwn(fieldsOf(names, owner), name));
  if (holder !== undefined) return `write ${holder}.${name}`;
  return suggest(name, Object.keys(names), "write the value itself; no names are known here");
}

function fixField(field: string, fields: Fields, owner: string): string {
  const outputs = fields["outputs"];
  if (outputs?.is === "object" && Object.hasOwn(outputs.fields, field)) {
    return `write ${owner}.outputs.${field}`;
  }
  return suggest(field, Object.keys(fields), `use another value; ${owner} has no fields at all`);
}

function fieldsOf(names: Names, owner: string): Fields {
  const shape = Object.hasOwn(names, owner) ? names[owner] : undefined;
  return shape?.is === "object" ? shape.fields : {};
}

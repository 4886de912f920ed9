import { isList, type JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { Evaluated, Scope, Values } from "./expression.ts";
import { isJsonObject } from "./members.ts";
import { compileTemplate, type Template } from "./template.ts";

export interface PlacedTemplate {
  /** Where in the value the template stands. */
  readonly at: Path;
  readonly template: Template;
}

/** A value in which any text may have holes. Its keys never do. */
export interface Tree {
  /** The texts that have holes, in the order of the value. */
  readonly templates: readonly PlacedTemplate[];
  readonly evaluate: (values: Values) => Evaluated;
}

export type CompiledTree =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function compileTree(value: JsonValue, scope: Scope): CompiledTree {
  const found: Found = { templates: [], problems: [] };
  const fill = compileValue(value, [], scope, found);
  if (found.problems.length > 0) return { ok: false, problems: found.problems };
  return { ok: true, tree: { templates: found.templates, evaluate: fill } };
}

interface Found {
  readonly templates: PlacedTemplate[];
  readonly problems: Problem[];
}

type Fill = (values: Values) => Evaluated;

function compileValue(value: JsonValue, at: Path, scope: Scope, found: Found): Fill {
  if (typeof value === "string") return compileText(value, at, scope, found);
  if (isList(value)) {
    const items = value.map((item, index) => compileValue(item, [...at, index], scope, found));
    return (values) => fillList(items, values);
  }
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(
      ([key, field]) => [key, compileValue(field, [...at, key], scope, found)] as const,
    );
    return (values) => fillObject(fields, values);
  }
  return () => ({ ok: true, value });
}

function compileText(text: string, at: Path, scope: Scope, found: Found): Fill {
  const compiled = compileTemplate(text, scope);
  if (!compiled.ok) {
    found.problems.push(
      ...compiled.problems.map((problem): Problem => ({ ...problem, at, level: "error" })),
    );
    return () => ({ ok: true, value: text });
  }
  const { template } = compiled;
  if (template.holes.length === 0) return () => ({ ok: true, value: text });
  found.templates.push({ at, template });
  return template.evaluate;
}

function fillList(items: readonly Fill[], values: Values): Evaluated {
  const filled: JsonValue[] = [];
  for (const fill of items) {
    const item = fill(values);
    if (!item.ok) return item;
    filled.push(item.value);
  }
  return { ok: true, value: filled };
}

/** Fields become own properties by definition, so that a key such as __proto__ stays data. */
function fillObject(fields: readonly (readonly [string, Fill])[], values: Values): Evaluated {
  const filled: [string, JsonValue][] = [];
  for (const [key, fill] of fields) {
    const field = fill(values);
    if (!field.ok) return field;
    filled.push([key, field.value]);
  }
  return { ok: true, value: Object.fromEntries(filled) };
}

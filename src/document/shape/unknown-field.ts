import { z } from "zod";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { meantBranch } from "./meant-branch.ts";
import type { Place } from "./place.ts";
import type { Schema } from "./schema-walk.ts";
import { unwrap } from "./unwrap.ts";
import { nameOf } from "./wording.ts";

/** What other tools call things, by our name for them. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  when: ["if", "condition", "unless", "only_if"],
  kind: ["type", "uses", "action", "module"],
  with: ["args", "arguments", "input", "inputs", "parameters"],
  id: ["key"],
  params: ["parameters", "inputs", "vars", "variables"],
  needs: ["depends_on", "after", "requires"],
  foreach: ["loop", "for_each", "with_items", "items"],
  retry: ["retries", "attempts"],
  match: ["on", "trigger", "triggers"],
  summary: ["description", "title"],
  verify: ["check", "assert", "test"],
  undo: ["rollback", "revert"],
  on_failure: ["on_error", "rescue", "catch"],
};

/** One problem for each key that the map at a path does not have. */
export function unknownFields(
  keys: readonly string[],
  { at, schema, input }: Place,
): readonly Problem[] {
  const known = fieldsOf(schema, input);
  return keys.map((key) => ({
    code: "E111",
    at: [...at, key],
    on: "key",
    message: `Unknown field${placeName(at)}: ${key}`,
    fix: suggestion(key, known),
    level: "error",
  }));
}

function placeName(at: Path): string {
  return at.length === 0 ? "" : ` in ${nameOf(at).replace("Entry", "entry")}`;
}

function suggestion(key: string, known: readonly string[]): string {
  const synonym = known.find((field) => SYNONYMS[field]?.includes(key.toLowerCase()));
  const meant = synonym ?? didYouMean(key, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length === 0 ? "remove it" : `remove it, or use one of: ${known.join(", ")}`;
}

function fieldsOf(schema: Schema | undefined, input: unknown): readonly string[] {
  const core = schema === undefined ? undefined : unwrap(schema);
  if (core instanceof z.ZodUnion) return fieldsOf(meantBranch(core.options, input), input);
  return core instanceof z.ZodObject ? Object.keys(core.shape) : [];
}

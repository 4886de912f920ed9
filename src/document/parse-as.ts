import { z } from "zod";
import type { JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { Document } from "./document.ts";
import { issueProblems, notOfForm } from "./shape/issue-problems.ts";
import { meantBranch } from "./shape/meant-branch.ts";
import { type Schema, schemaAt, valueAt } from "./shape/schema-walk.ts";
import { unwrap } from "./shape/unwrap.ts";
import { versionSpelling } from "./shape/version-spelling.ts";

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A document in the form of a schema, or each place where it has another form. */
export function parseAs<T>(schema: z.ZodType<T>, document: Document): Parsed<T> {
  const parsed = parseValueAs(schema, document.value, []);
  if (parsed.ok) return parsed;
  return {
    ok: false,
    problems: parsed.problems.map((problem) => versionSpelling(problem, document)),
  };
}

/** The same for a value that stands somewhere inside a document. */
export function parseValueAs<T>(schema: z.ZodType<T>, value: JsonValue, at: Path): Parsed<T> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: firstPerPlace(problemsOf(schema, value, at, result.error.issues)) };
}

function problemsOf(
  schema: Schema,
  value: unknown,
  at: Path,
  issues: readonly z.core.$ZodIssue[],
): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((segment) =>
      typeof segment === "number" ? segment : String(segment),
    );
    const place = {
      at: [...at, ...path],
      input: valueAt(value, path),
      schema: schemaAt(schema, value, path),
    };
    if (issue.code !== "invalid_union") return issueProblems(issue, place);
    if (issue.discriminator !== undefined) {
      const union = schemaAt(schema, value, path.slice(0, -1));
      const words = discriminatorOf(union, issue.discriminator);
      return issueProblems(
        { ...issue, code: "invalid_value", values: [] },
        { ...place, schema: words },
      );
    }
    return inMeantBranch(place.schema, place.input, place.at) ?? [notOfForm(place)];
  });
}

/** A value of the wrong type is often also too short; only the first complaint helps. */
function firstPerPlace(problems: readonly Problem[]): readonly Problem[] {
  const places = problems.map(({ at }) => JSON.stringify(at));
  return problems.filter((_, index) => places.indexOf(places[index] ?? "") === index);
}

/** The words by which the branches of a union are told apart, as a schema of its own. */
function discriminatorOf(union: Schema | undefined, field: string): Schema | undefined {
  const core = union === undefined ? undefined : unwrap(union);
  if (!(core instanceof z.ZodUnion)) return undefined;
  return z.union(
    core.options
      .map((branch) => schemaAt(branch, {}, [field]))
      .filter((part) => part !== undefined),
  );
}

/** "No branch fits" helps nobody, so the branch that was meant is asked again on its own. */
function inMeantBranch(
  union: Schema | undefined,
  input: unknown,
  at: Path,
): readonly Problem[] | undefined {
  const core = union === undefined ? undefined : unwrap(union);
  if (!(core instanceof z.ZodUnion)) return undefined;
  const branch = meantBranch(core.options, input);
  if (branch === undefined) return undefined;
  const { error } = z.safeParse(branch, input);
  return error === undefined ? undefined : problemsOf(branch, input, at, error.issues);
}

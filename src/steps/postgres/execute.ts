import { z } from "zod";
import { literal } from "../../model/fields.ts";
import type { JsonObject } from "../../model/json.ts";
import {
  type Attempt,
  failed,
  type PlanResult,
  type StepKind,
  type StepResult,
  succeeded,
} from "../step-kind.ts";
import { inDoubt, noMarkers, noResult, otherCount } from "./failures.ts";
import { checkStatement, rowsOf, type SqlNeeds, statementParams } from "./statement.ts";

const TABLE = /^(?:[a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}$/;

const Params = z
  .strictObject({
    ...statementParams,
    table: literal(130)
      .regex(TABLE, "must be the name of a table, in lower case: table or schema.table")
      .describe("The table that it changes; no two runs change one table at once."),
    expect_rows: z
      .strictObject({ min: z.int().min(0), max: z.int().min(1).max(100_000) })
      .refine(({ min, max }) => min <= max, "must have a min that is not above its max")
      .describe("How many rows it may touch; with fewer or more, all of it is taken back."),
  })
  .superRefine(checkStatement(["insert", "update", "delete", "merge", "with", "select"]));
type Params = z.infer<typeof Params>;

interface Output {
  readonly count: number;
  readonly rows: readonly JsonObject[];
}

const Output: z.ZodType<Output> = z.strictObject({
  count: z.int().describe("How many rows it touched."),
  rows: rowsOf.describe("What `returning` gave back, at most 100 rows."),
});

/**
 * Changes rows by one statement in one transaction.
 *
 * Where the database keeps markers, the key is written in the same transaction, so that a repeat
 * finds it and changes nothing. Elsewhere a lost answer to the commit is a doubt for people.
 */
export const postgresExecute: StepKind<Params, Output, SqlNeeds> = {
  kind: "postgres.execute",
  carrier: "step",
  major: 1,
  summary: "Changes rows of a PostgreSQL database by one statement, in one transaction.",
  effect: "once",
  keyed: true,
  params: Params,
  output: Output,
  timeout: "30s",
  example: {
    connection: "orders-db",
    table: "runs",
    statement: "update runs set status = 'CANCELLED' where id = $1 and status = 'RUNNING'",
    values: ["wf-1842"],
    expect_rows: { min: 1, max: 1 },
  },
  describe: ({ connection, table, expect_rows: { min, max } }) =>
    `Change ${min === max ? min : `${min} to ${max}`} rows of ${table} in ${connection}`,
  targets: ({ connection, table }) => [`postgres/${connection}/${table}`],
  material: [],
  plan,
  run: change,
  inDoubt:
    "a person says whether it happened: without a `marker_table`, nothing in the database tells this " +
    "change from another; with one, the statement is repeated and finds its mark",
  undo: {
    is: "impossible",
    because:
      "what a statement changed is known to its author alone; name a step that takes it back",
  },
};

async function plan(params: Params, { sql }: SqlNeeds, signal: AbortSignal): Promise<PlanResult> {
  const { connection, statement, values, expect_rows } = params;
  const tried = await sql(connection).tryOut({ text: statement, values }, signal);
  if (tried.is !== "found") return failed(noResult(tried, { connection, repeatable: true }));
  const after = { statement, values, expect_rows };
  return {
    ok: true,
    plan: { before: {}, after, sentence: `${postgresExecute.describe(params)}.` },
  };
}

async function change(
  params: Params,
  { sql }: SqlNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection, table, statement, values, expect_rows: rows } = params;
  const database = sql(connection);
  const asked = { connection, repeatable: database.honoursKey };
  const changed = await database.change(
    { statement: { text: statement, values }, rows, key },
    signal,
  );
  switch (changed.is) {
    case "changed": {
      const { count } = changed;
      return succeeded(
        { count, rows: changed.rows },
        `Changed ${count} rows of ${table} in ${connection}.`,
      );
    }
    case "other_count":
      return failed(otherCount(changed, rows, asked));
    case "no_markers":
      return failed(noMarkers(changed, asked));
    case "in_doubt":
      return failed(inDoubt(changed, asked));
    case "unreached":
    case "refused":
    case "broken_off":
    case "too_large":
    case "same_columns":
      return failed(noResult(changed, asked));
  }
}

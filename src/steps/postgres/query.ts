import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { noResult } from "./failures.ts";
import { checkStatement, rowsOf, type SqlNeeds, statementParams } from "./statement.ts";

const Params = z
  .strictObject({
    ...statementParams,
    max_rows: z.int().min(1).max(1_000).describe("How many rows to keep.").default(100),
  })
  .superRefine(checkStatement(["select", "with", "table", "values", "show", "explain"]));
type Params = z.infer<typeof Params>;

interface Output {
  readonly rows: readonly JsonObject[];
  readonly count: number;
  readonly cut: boolean;
}

const Output: z.ZodType<Output> = z.strictObject({
  rows: rowsOf.describe(
    "Each by the names of its columns. Numbers are numbers, `timestamptz` is UTC, JSON is data; " +
      "whole numbers beyond 2^53 and all other types are texts as PostgreSQL spells them.",
  ),
  count: z.int().describe("How many rows are kept."),
  cut: z.boolean().describe("Whether there were more."),
});

/**
 * Reads rows in a transaction that PostgreSQL itself keeps from writing.
 *
 * That does not stop a function such as pg_terminate_backend, which writes nothing: what the
 * connection's role may do there is its operator's to limit.
 */
export const postgresQuery: StepKind<Params, Output, SqlNeeds> = {
  kind: "postgres.query",
  carrier: "step",
  major: 1,
  summary: "Reads rows from a PostgreSQL database, in a read-only transaction.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: {
    connection: "orders-db",
    statement: "select id, status, updated_at from runs where status = $1 order by updated_at",
    values: ["RUNNING"],
  },
  describe: ({ connection, max_rows: most }) => `Read up to ${most} rows from ${connection}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${postgresQuery.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  { connection, statement, values, max_rows: most }: Params,
  { sql }: SqlNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const found = await sql(connection).read({ text: statement, values }, most, signal);
  if (found.is !== "found") return failed(noResult(found, { connection, repeatable: true }));
  const { rows, isCut } = found;
  const output = { rows, count: rows.length, cut: isCut };
  return succeeded(
    output,
    `Read ${rows.length} rows from ${connection}${isCut ? " of more" : ""}.`,
  );
}

import { z } from "zod";
import { value } from "../../model/fields.ts";
import type { SqlMiss } from "../../ports/sql-database.ts";
import { readyQuery } from "./ready-query.ts";

const MOST = 10;

const STATEMENT = `
  select
    left(query, 500) as query,
    calls::float8 as calls,
    mean_exec_time as mean_ms,
    total_exec_time as total_ms
  from pg_stat_statements
  where dbid = (select oid from pg_database where datname = current_database())
  order by total_exec_time desc, queryid
  limit ${MOST}
`;

export const postgresSlowStatements = readyQuery({
  kind: "postgres.slow_statements",
  summary:
    "Lists the statements that take a PostgreSQL database the most time; needs pg_stat_statements.",
  what: "the slowest statements",
  statement: STATEMENT,
  most: MOST,
  output: z.strictObject({
    statements: z
      .array(
        z.strictObject({
          query: value().describe("The start of the statement, without its values."),
          calls: z.number().describe("How often it ran since the figures were last reset."),
          mean_ms: z.number().describe("How long one took, on average."),
          total_ms: z.number().describe("How long all of them took together."),
        }),
      )
      .describe(`Those with the longest total, at most ${MOST}.`),
    count: z.int().describe("How many are listed."),
  }),
  outputOf: (rows) => ({ statements: rows, count: rows.length }),
  summaryOf: ({ count }) => `${count} statements at the top of its time`,
  remedyOf: whatIsMissing,
});

function whatIsMissing(miss: SqlMiss): string | undefined {
  if (miss.is !== "refused") return undefined;
  if (miss.why === "no_such_table") return "Run create extension pg_stat_statements there.";
  if (miss.why !== "not_loaded") return undefined;
  return "Add pg_stat_statements to shared_preload_libraries there, and restart it.";
}

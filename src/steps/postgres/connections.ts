import { z } from "zod";
import { readyQuery } from "./ready-query.ts";

const STATEMENT = `
  select
    current_setting('max_connections')::int as max,
    count(*)::int as total,
    count(*) filter (where state = 'active')::int as active,
    count(*) filter (where state = 'idle')::int as idle,
    count(*) filter (where state like 'idle in transaction%')::int as idle_in_transaction,
    coalesce(max(extract(epoch from now() - xact_start)), 0)::float8 as oldest_transaction_seconds
  from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()
`;

export const postgresConnections = readyQuery({
  kind: "postgres.connections",
  summary:
    "Counts the connections of a PostgreSQL server, and how long its oldest transaction runs.",
  what: "the connections",
  statement: STATEMENT,
  most: 1,
  output: z.strictObject({
    max: z.int().describe("How many the server takes."),
    total: z.int().describe("How many there are, besides ours."),
    active: z.int().describe("How many are at work."),
    idle: z.int().describe("How many do nothing."),
    idle_in_transaction: z.int().describe("How many keep a transaction open and do nothing."),
    oldest_transaction_seconds: z
      .number()
      .describe("Age of the oldest open transaction; 0 for none."),
  }),
  outputOf: ([row]) => row,
  summaryOf: ({ total, max, active, idle_in_transaction: kept }) =>
    `${total} of ${max} connections, ${active} at work, ${kept} idle in a transaction`,
});

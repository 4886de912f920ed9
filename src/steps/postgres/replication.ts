import { z } from "zod";
import { value } from "../../model/fields.ts";
import { readyQuery } from "./ready-query.ts";

const MOST = 50;

const STATEMENT = `
  select
    coalesce(application_name, '') as name,
    coalesce(state, 'unknown') as state,
    coalesce(sync_state, 'unknown') as sync_state,
    coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 0)::float8 as lag_bytes,
    coalesce(extract(epoch from replay_lag), 0)::float8 as lag_seconds
  from pg_stat_replication
  order by lag_bytes desc, name
`;

export const postgresReplication = readyQuery({
  kind: "postgres.replication",
  summary: "Looks how far the replicas of a PostgreSQL primary are behind it.",
  what: "the replicas",
  statement: STATEMENT,
  most: MOST,
  output: z.strictObject({
    replicas: z
      .array(
        z.strictObject({
          name: value().describe("What it calls itself."),
          state: value().describe("`streaming` when all is well."),
          sync_state: value().describe("`sync`, `async`, `quorum` or `potential`."),
          lag_bytes: z.number().describe("How much it has still to replay."),
          lag_seconds: z.number().describe("How old what it replays is; 0 while nothing happens."),
        }),
      )
      .describe(`Those that are connected, the furthest behind first; at most ${MOST}.`),
    count: z.int().describe("How many are listed."),
    worst_seconds: z.number().describe("The largest lag; 0 without replicas."),
  }),
  outputOf: (rows) => ({
    replicas: rows,
    count: rows.length,
    worst_seconds: Math.max(0, ...rows.map(({ lag_seconds: lag }) => Number(lag))),
  }),
  summaryOf: ({ count, worst_seconds: worst }) => `${count} replicas, at most ${worst} s behind`,
});

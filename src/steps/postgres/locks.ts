import { z } from "zod";
import { value } from "../../model/fields.ts";
import { readyQuery } from "./ready-query.ts";

const MOST = 50;

const STATEMENT = `
  select
    waiting.pid,
    coalesce(extract(epoch from clock_timestamp() - waiting.state_change), 0)::float8
      as waiting_seconds,
    left(waiting.query, 500) as query,
    blocker.pid as blocked_by,
    coalesce(blocker.state, 'unknown') as blocker_state,
    left(coalesce(blocker.query, ''), 500) as blocker_query
  from pg_stat_activity waiting
  cross join lateral unnest(pg_blocking_pids(waiting.pid)) as blocking (pid)
  join pg_stat_activity blocker on blocker.pid = blocking.pid
  where waiting.wait_event_type = 'Lock'
  order by waiting_seconds desc, waiting.pid, blocker.pid
`;

export const postgresLocks = readyQuery({
  kind: "postgres.locks",
  summary: "Finds who waits for a lock in a PostgreSQL server, and who is in the way.",
  what: "the locks",
  statement: STATEMENT,
  most: MOST,
  output: z.strictObject({
    waits: z
      .array(
        z.strictObject({
          pid: z.int().describe("The process that waits."),
          waiting_seconds: z
            .number()
            .describe("For how long its statement has been waiting at most."),
          query: value().describe("The start of its statement."),
          blocked_by: z.int().describe("A process that is in its way."),
          blocker_state: value().describe("What that one does, such as `idle in transaction`."),
          blocker_query: value().describe("The start of its latest statement."),
        }),
      )
      .describe(`Each pair of them, the longest wait first; at most ${MOST}.`),
    count: z.int().describe("How many pairs are listed."),
  }),
  outputOf: (rows) => ({ waits: rows, count: rows.length }),
  summaryOf: ({ count }) =>
    count === 0 ? "nobody who waits for a lock" : `${count} waits for locks`,
});

import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { postgresConnections } from "../../../src/steps/postgres/connections.ts";
import { postgresLocks } from "../../../src/steps/postgres/locks.ts";
import { postgresReplication } from "../../../src/steps/postgres/replication.ts";
import { postgresSlowStatements } from "../../../src/steps/postgres/slow-statements.ts";
import type { SqlNeeds } from "../../../src/steps/postgres/statement.ts";
import type { StepKind } from "../../../src/steps/step-kind.ts";
import { exerciseStepKind, type StepWorld } from "../../contract/step-kind.ts";
import type { Connection } from "../../postgres/administer.ts";
import { databaseAt, startRuns } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "look", key: "r-1/look", number: 1 };

const exercise = {
  filled: { connection: "orders-db" },
  startWorld: async (
    params: object,
    mood: "answers" | "hangs_up",
  ): Promise<StepWorld<SqlNeeds>> => {
    const { server, rows } = await startRuns();
    await rows(COUNTED);
    const database = databaseAt(server);
    const lost = { is: "broken_off", detail: "the line was cut" } as const;
    const received: unknown[] = [];
    const sql = () => ({
      ...database,
      read: async (...asked: Parameters<typeof database.read>) => {
        if (mood === "hangs_up") return lost;
        const found = await database.read(...asked);
        if (found.is === "found") received.push(params);
        return found;
      },
    });
    return { needs: { sql }, received: () => received, done: () => [] };
  },
};

describe("ready queries", () => {
  exerciseStepKind(postgresConnections, exercise);
  exerciseStepKind(postgresLocks, exercise);
  exerciseStepKind(postgresReplication, exercise);
  exerciseStepKind(postgresSlowStatements, exercise);

  test("count the connections, and see a transaction that is kept open", async () => {
    const { server } = await startRuns();
    const idle = await openClient(server);
    await idle.query("begin");

    const result = await look(postgresConnections, server);

    if (!result.ok) throw new Error(result.failure.message);
    expect(result.output.idle_in_transaction).toBeGreaterThanOrEqual(1);
    expect(result.output.oldest_transaction_seconds).toBeGreaterThan(0);
    expect(result.output.max).toBeGreaterThan(result.output.total);
  });

  test("find who waits for a lock, and who is in the way", async () => {
    const { server, rows } = await startRuns();
    const [holder, waiter] = [await openClient(server), await openClient(server)];
    await holder.query("begin; update runs set status = 'HELD' where id = 'wf-1'");
    const waiting = waiter.query("update runs set status = 'LATE' where id = 'wf-1'");
    while ((await rows(WAITING)).length === 0) continue;

    const result = await look(postgresLocks, server);
    await holder.query("commit");
    await waiting;

    if (!result.ok) throw new Error(result.failure.message);
    const ours = result.output.waits.filter(({ query }) => query.includes("'LATE'"));
    expect(ours).toEqual([
      expect.objectContaining({
        blocker_state: "idle in transaction",
        blocker_query: expect.stringContaining("'HELD'"),
      }),
    ]);
  });

  test("find no replicas where there are none", async () => {
    const { server } = await startRuns();

    expect(await look(postgresReplication, server)).toMatchObject({
      ok: true,
      output: { replicas: [], count: 0, worst_seconds: 0 },
    });
  });

  test("say what is missing where statements are not counted", async () => {
    const { server } = await startRuns();

    expect(await look(postgresSlowStatements, server)).toMatchObject({
      failure: {
        code: "E602",
        remedy: "Run create extension pg_stat_statements there.",
        retry: "never",
      },
    });
  });

  test("list the statements that take the most time", async () => {
    const { server, rows } = await startRuns();
    await rows(COUNTED);

    expect(await look(postgresSlowStatements, server)).toMatchObject({
      output: {
        statements: [{ query: "select pg_sleep($1)", calls: 3, mean_ms: 40.5, total_ms: 121.5 }],
        count: 1,
      },
    });
  });
});

const WAITING =
  "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";

/** As the extension shows it, of which the PostgreSQL of the tests may have none. */
const COUNTED = `
  create view pg_stat_statements as
  select oid as dbid, 7::bigint as queryid, 'select pg_sleep($1)' as query, 3::bigint as calls,
    40.5::float8 as mean_exec_time, 121.5::float8 as total_exec_time
  from pg_database
`;

async function openClient(server: Connection): Promise<Client> {
  const client = new Client({ ...server });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function look<Output>(
  kind: StepKind<{ connection: string }, Output, SqlNeeds>,
  server: Connection,
) {
  const params = kind.params.parse({ connection: "orders-db" });
  return kind.run(params, { sql: () => databaseAt(server) }, ATTEMPT, new AbortController().signal);
}

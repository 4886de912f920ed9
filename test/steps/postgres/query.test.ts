import { afterAll, describe, expect, test } from "vitest";
import { postgresQuery } from "../../../src/steps/postgres/query.ts";
import type { SqlNeeds } from "../../../src/steps/postgres/statement.ts";
import { exerciseStepKind, type Mood, type StepWorld } from "../../contract/step-kind.ts";
import { faultyLine } from "../../postgres/faulty-line.ts";
import { emptyDatabase } from "../../postgres/server.ts";
import { databaseAt, type RunsWorld, startRuns } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "look", key: "r-1/look", number: 1 };
const ECHO = { connection: "orders-db", statement: "select $1::text as value", values: ["wf-1"] };

/** Has nothing in it; what is read there is what was sent. */
const server = emptyDatabase(afterAll);

describe("postgres.query", () => {
  exerciseStepKind(postgresQuery, { filled: ECHO, startWorld: startEcho });

  test("reads rows by values that travel beside the statement", async () => {
    const statement = "select id, status from runs where status = $1 order by id limit $2";

    expect(await query({ statement, values: ["RUNNING", 2] })).toEqual({
      ok: true,
      output: {
        rows: [
          { id: "wf-1", status: "RUNNING" },
          { id: "wf-2", status: "RUNNING" },
        ],
        count: 2,
        cut: false,
      },
      summary: "Read 2 rows from orders-db.",
    });
  });

  test("keeps no more rows than asked for, and says that there were more", async () => {
    const statement = "select generate_series(1, 100000000) as n";

    expect(await query({ statement, max_rows: 2 })).toMatchObject({
      output: { rows: [{ n: 1 }, { n: 2 }], count: 2, cut: true },
      summary: "Read 2 rows from orders-db of more.",
    });
  });

  test("does not say so when there were exactly as many", async () => {
    const statement = "select n from generate_series(1, 2) n";

    expect(await query({ statement, max_rows: 2 })).toMatchObject({ output: { cut: false } });
  });

  test.each([
    ["a statement beside the first", "select 1; drop table runs", "several statements"],
    [
      "a change inside of a read",
      "with gone as (delete from runs returning id) select id from gone",
      "it would write",
    ],
    ["a function that writes", "select setval('s', 1)", "it would write"],
    ["a lock on rows", "select id from runs for update", "it would write"],
    ["an explain that carries out", "explain analyze delete from runs", "it would write"],
    [
      "a way out of reading only",
      "select set_config('transaction_read_only', 'off', true)",
      "(25001)",
    ],
  ])("leaves everything as it was when given %s", async (_, statement, said) => {
    const world = await startRuns();
    await world.rows("create sequence s");

    const result = await query({ statement }, world);

    expect(result).toMatchObject({ failure: { code: "E602", retry: "never" } });
    expect(result).toMatchObject({ failure: { message: expect.stringContaining(said) } });
    expect(await world.rows("select count(*)::int as n from runs")).toEqual([{ n: 5 }]);
  });

  test("says that a statement took too long, and that it may be asked again", async () => {
    const { server } = await startRuns();
    const sql = () => databaseAt(server, { statementMs: 50 });

    expect(await queryWith({ sql }, { statement: "select pg_sleep(60)" })).toMatchObject({
      failure: { code: "E602", message: expect.stringContaining("too long"), retry: "later" },
    });
  });

  test("keeps the server's words for later reading, and out of the message", async () => {
    const result = await query({ statement: "select secret_column from runs" });

    expect(result).toMatchObject({
      failure: {
        message: "orders-db refused the statement (42703); nothing was changed",
        detail: expect.stringContaining("secret_column"),
      },
    });
  });

  test("refuses two columns of one name, of which one would be lost", async () => {
    expect(await query({ statement: "select 1 as n, 2 as n" })).toMatchObject({
      failure: { code: "E305", message: expect.stringContaining('two columns named "n"') },
    });
  });

  test("reads no more than a mebibyte", async () => {
    const statement = "select repeat('x', 2000) as text from generate_series(1, 1000)";

    expect(await query({ statement, max_rows: 1_000 })).toMatchObject({
      failure: { code: "E604", retry: "never" },
    });
  });

  test("says that a database cannot be reached, and that nothing was sent", async () => {
    const sql = () => databaseAt({ host: "/nowhere", database: "x", user: "x" });

    expect(await queryWith({ sql }, { statement: "select 1" })).toMatchObject({
      failure: {
        code: "E601",
        message: expect.stringContaining("nothing was sent"),
        retry: "never_left",
      },
    });
  });

  test("hangs up when it is stopped in the middle", async () => {
    const { server, rows } = await startRuns();
    const stop = new AbortController();
    const asked = queryWith(
      { sql: () => databaseAt(server) },
      { statement: "select pg_sleep(4)" },
      stop.signal,
    );
    while ((await rows(SLEEPING)).length === 0) continue;

    stop.abort(new Error("cancelled"));

    expect(await asked).toMatchObject({ failure: { code: "E601", retry: "later" } });
  });

  test.each([
    [
      { statement: "delete from runs" },
      'must begin with select, with, table, values, show, explain; "delete"',
    ],
    [{ statement: "-- select\ncopy runs to program 'id'" }, '"copy" is not for this kind'],
    [{ statement: "select $1" }, "must be as many as the statement names: 1, not 0"],
    [
      { statement: "select '$1', $$ $2 $$", values: [1] },
      "must be as many as the statement names: 0, not 1",
    ],
    [{ statement: "select $1", values: [[1]] }, "must be one text, number, boolean or null"],
    [{ statement: "select $1", values: ["a\u0000"] }, "without the character U+0000"],
    [{ statement: "select $1", values: ["\uD800"] }, "must be Unicode text"],
  ])("refuses %j", (change, complaint) => {
    const parsed = postgresQuery.params.safeParse({ connection: "orders-db", ...change });

    expect(JSON.stringify(parsed.error?.issues)).toContain(complaint.replaceAll('"', '\\"'));
  });
});

const SLEEPING =
  "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";

async function query(change: object, world?: RunsWorld) {
  const { server } = world ?? (await startRuns());
  return queryWith({ sql: () => databaseAt(server) }, change);
}

async function queryWith(needs: SqlNeeds, change: object, signal = new AbortController().signal) {
  const params = postgresQuery.params.parse({ connection: "orders-db", ...change });
  return postgresQuery.run(params, needs, ATTEMPT, signal);
}

/** A real database that gives back the value that it was bound to. */
async function startEcho(params: object, mood: Mood): Promise<StepWorld<SqlNeeds>> {
  const { address, proxy } = await faultyLine(await server);
  if (mood === "hangs_up") {
    proxy.plan({ on: { is: "request", containing: "::text" }, does: { is: "cut" } });
  }
  const database = databaseAt(address);
  const received: unknown[] = [];
  const needs: SqlNeeds = {
    sql: () => ({
      ...database,
      read: async (...asked) => {
        const found = await database.read(...asked);
        if (found.is === "found") received.push({ ...params, values: [found.rows[0]?.["value"]] });
        return found;
      },
    }),
  };
  return { needs, received: () => received, done: () => [] };
}

import { afterAll, describe, expect, test } from "vitest";
import type { SqlDatabase } from "../../../src/ports/sql-database.ts";
import { postgresExecute } from "../../../src/steps/postgres/execute.ts";
import type { SqlNeeds } from "../../../src/steps/postgres/statement.ts";
import { loseCommitAnswer } from "../../chaos/proxy/postgres.ts";
import { exerciseStepKind, type Mood, type StepWorld } from "../../contract/step-kind.ts";
import { faultyLine } from "../../postgres/faulty-line.ts";
import { databaseAt, MARKERS, type RunsWorld, startRuns } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "cancel", key: "r-1/cancel", number: 1 };

const INSERT = {
  connection: "orders-db",
  table: "runs",
  statement: "insert into runs values ($1, 'NEW')",
  values: ["wf-9"],
  expect_rows: { min: 1, max: 1 },
};

const CANCEL = {
  statement: "update runs set status = 'CANCELLED' where status = $1 returning id",
  values: ["RUNNING"],
};

const runs = startRuns(afterAll);

describe("postgres.execute", () => {
  exerciseStepKind(postgresExecute, { filled: INSERT, startWorld: startInserts });

  test("changes rows, and says which", async () => {
    const { server, rows } = await startRuns();

    const result = await execute(databaseAt(server), {
      ...CANCEL,
      expect_rows: { min: 1, max: 5 },
    });

    expect(result).toEqual({
      ok: true,
      output: { count: 5, rows: [1, 2, 3, 4, 5].map((n) => ({ id: `wf-${n}` })) },
      summary: "Changed 5 rows of runs in orders-db.",
    });
    expect(await rows(RUNNING)).toEqual([{ n: 0 }]);
  });

  test.each([
    [{ min: 1, max: 4 }, "would have touched 5 rows of orders-db, but 4 at most were expected"],
    [{ min: 6, max: 9 }, "would have touched 5 rows of orders-db, but 6 or more were expected"],
  ])("takes everything back when other rows are touched than %j", async (expect_rows, said) => {
    const { server, rows } = await startRuns();

    const result = await execute(databaseAt(server), { ...CANCEL, expect_rows });

    expect(result).toMatchObject({
      failure: { code: "E607", message: expect.stringContaining(said), retry: "never" },
    });
    expect(await rows(RUNNING)).toEqual([{ n: 5 }]);
  });

  test("says what the server refuses, and that nothing was changed", async () => {
    const { server } = await startRuns();
    const twice = { statement: INSERT.statement, values: ["wf-1"] };

    expect(await execute(databaseAt(server), twice)).toMatchObject({
      failure: {
        code: "E602",
        message: "orders-db refused the statement (23505); nothing was changed",
        retry: "never",
      },
    });
  });

  test("takes back what a check finds wrong at the commit only", async () => {
    const { server, rows } = await startRuns();
    await rows("alter table runs add parent text references runs deferrable initially deferred");
    const orphan = { statement: "update runs set parent = 'gone' where id = $1", values: ["wf-1"] };

    expect(await execute(databaseAt(server), orphan)).toMatchObject({
      failure: { code: "E602", message: expect.stringContaining("23503"), retry: "never" },
    });
    expect(await rows("select count(parent)::int as n from runs")).toEqual([{ n: 0 }]);
  });

  test("changes nothing when its connection breaks before the commit, and knows it", async () => {
    const { server, rows } = await startRuns();
    const { address, proxy } = await faultyLine(server);
    proxy.plan({ on: { is: "reply", to: "update runs" }, does: { is: "cut" } });

    const result = await execute(databaseAt(address), {
      ...CANCEL,
      expect_rows: { min: 1, max: 5 },
    });

    expect(result).toMatchObject({
      failure: {
        code: "E601",
        message: expect.stringContaining("nothing was changed"),
        retry: "never",
      },
    });
    expect(await rows(RUNNING)).toEqual([{ n: 5 }]);
  });

  test("does not send the commit once it is stopped", async () => {
    const { server, rows } = await startRuns();
    await rows(SLOW_UPDATES);
    const stop = new AbortController();
    const asked = execute(
      databaseAt(server),
      { ...CANCEL, expect_rows: { min: 1, max: 5 } },
      stop.signal,
    );
    while ((await rows(SLEEPING)).length === 0) continue;

    stop.abort(new Error("cancelled"));

    expect(await asked).toMatchObject({ failure: { code: "E601", retry: "never" } });
    expect(await rows(RUNNING)).toEqual([{ n: 5 }]);
  });

  describe("where markers are kept", () => {
    test("takes effect once, however often it is sent, and answers the same each time", async () => {
      const world = await startMarked();
      const one = {
        statement:
          "insert into runs select 'x-' || $1 || '-' || gen_random_uuid(), 'NEW' returning id",
        values: ["a"],
      };

      const first = await execute(world.database, one);

      expect(first).toMatchObject({ ok: true, output: { count: 1 } });
      expect(await execute(world.database, one)).toEqual(first);
      expect(await world.rows(ADDED)).toEqual([{ n: 1 }]);
    });

    test("is safe to repeat after the answer to its commit is lost", async () => {
      const world = await startMarked();
      const { address, proxy } = await faultyLine(world.server);
      proxy.plan(loseCommitAnswer("commit"));
      const through = databaseAt(address, { markerTable: "pitcrew_effects" });

      const lost = await execute(through, {});
      const found = await execute(through, {});

      expect(lost).toMatchObject({ failure: { code: "E601", retry: "later" } });
      expect(found).toMatchObject({ ok: true, output: { count: 1 } });
      expect(await world.rows(ADDED)).toEqual([{ n: 1 }]);
    });

    test("leaves no mark of what was taken back, so that it can still be done", async () => {
      const world = await startMarked();

      await execute(world.database, { expect_rows: { min: 2, max: 2 } });

      expect(await execute(world.database, {})).toMatchObject({ ok: true });
    });

    test("takes effect once when two send it at the same time", async () => {
      const world = await startMarked();

      const both = await Promise.all([execute(world.database, {}), execute(world.database, {})]);

      expect(both.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await world.rows(ADDED)).toEqual([{ n: 1 }]);
    });

    test("says how to make the table for them when it is missing, and changes nothing", async () => {
      const { server, rows } = await startRuns();
      const database = databaseAt(server, { markerTable: "pitcrew_effects" });

      expect(await execute(database, {})).toMatchObject({
        failure: {
          code: "E602",
          message:
            "orders-db has no table pitcrew_effects to remember its effects; nothing was changed",
          remedy: `Make it: ${MARKERS}.`,
        },
      });
      expect(await rows(ADDED)).toEqual([{ n: 0 }]);
    });
  });

  test("finds out while planning that the server would not take the statement", async () => {
    const { server } = await startRuns();
    const params = postgresExecute.params.parse({
      ...INSERT,
      statement: "delete from no_such_table where id = $1",
    });

    const planned = await postgresExecute.plan(params, needsOf(databaseAt(server)), live());

    expect(planned).toMatchObject({ failure: { code: "E602", retry: "never" } });
  });

  test("locks the table that it names, and says how many rows it may change", () => {
    const params = postgresExecute.params.parse({ ...INSERT, expect_rows: { min: 1, max: 50 } });

    expect(postgresExecute.targets(params)).toEqual(["postgres/orders-db/runs"]);
    expect(postgresExecute.describe(params)).toBe("Change 1 to 50 rows of runs in orders-db");
  });

  test.each([
    [{ statement: "truncate runs", values: [] }, '"truncate" is not for this kind'],
    [{ statement: "commit", values: [] }, '"commit" is not for this kind'],
    [{ table: "runs; drop" }, "must be the name of a table"],
    [{ expect_rows: { min: 2, max: 1 } }, "min that is not above its max"],
    [{ expect_rows: undefined }, "expect_rows"],
  ])("refuses %j", (change, complaint) => {
    const parsed = postgresExecute.params.safeParse({ ...INSERT, ...change });

    expect(JSON.stringify(parsed.error?.issues)).toContain(complaint.replaceAll('"', '\\"'));
  });
});

const RUNNING = "select count(*)::int as n from runs where status = 'RUNNING'";
const ADDED = "select count(*)::int as n from runs where status = 'NEW'";
const SLEEPING =
  "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
const SLOW_UPDATES = `
  create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(4); return null; end';
  create trigger slow after update on runs execute function slow();
`;

async function startMarked(): Promise<RunsWorld & { readonly database: SqlDatabase }> {
  const world = await startRuns();
  await world.rows(MARKERS);
  return { ...world, database: databaseAt(world.server, { markerTable: "pitcrew_effects" }) };
}

function live(): AbortSignal {
  return new AbortController().signal;
}

function needsOf(database: SqlDatabase): SqlNeeds {
  return { sql: () => database };
}

async function execute(database: SqlDatabase, change: object, signal = live()) {
  const params = postgresExecute.params.parse({ ...INSERT, ...change });
  return postgresExecute.run(params, needsOf(database), ATTEMPT, signal);
}

/** A real database whose table says which values were put into it. */
async function startInserts(
  params: { readonly statement: string; readonly expect_rows: object },
  mood: Mood,
): Promise<StepWorld<SqlNeeds>> {
  const { server, rows } = await runs;
  await rows("delete from runs");
  const { address, proxy } = await faultyLine(server);
  if (mood === "hangs_up") proxy.plan(loseCommitAnswer("commit"));
  const database = databaseAt(address);
  let inserted: readonly Record<string, unknown>[] = [];
  const needs = needsOf({
    ...database,
    change: async (...asked) => {
      const changed = await database.change(...asked);
      inserted = await rows("select id from runs");
      return changed;
    },
  });
  return {
    needs,
    received: () => inserted.map(({ id }) => ({ ...params, values: [id] })),
    done: () =>
      inserted.map(({ id }) => ({
        statement: params.statement,
        values: [id],
        expect_rows: params.expect_rows,
      })),
  };
}

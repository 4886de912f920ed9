import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { listRuns } from "../../../../src/integrations/postgres/store/read-runs.ts";
import type { RunFilter } from "../../../../src/ports/run-store.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const RUNS = 5_000;
const PAGE = { limit: 10 };

let database: Database;

beforeAll(async () => {
  const address = await freshDatabase(afterAll);
  // One connection, because each of them plans and counts for itself.
  database = openDatabase(address, { max: 1, onBroken: () => undefined });
  await fill(database);
});

afterAll(() => database.destroy());

describe("a list, among thousands of other runs,", () => {
  const filters: readonly RunFilter[] = [
    {},
    { playbook: "clear-lock" },
    { outcome: "denied" },
    { playbook: "scale-workers", outcome: "escalated" },
    { isEnded: true },
    { isEnded: false },
    { playbook: "clear-lock", isEnded: false },
  ];

  test.each(filters)("reads hardly more of them than it shows: %j", async (filter) => {
    const before = await rowsRead();
    const runs = await listRuns(database, filter, PAGE);

    expect((await rowsRead()) - before).toBeLessThanOrEqual(runs.length + PAGE.limit);
  });

  test("goes on from any of them at the same price", async () => {
    const { rows } = await sql<{ readonly id: string }>`
      select id from runs order by started_at offset 20 limit 1
    `.execute(database);
    const before = await rowsRead();

    const runs = await listRuns(database, {}, { ...PAGE, before: rows[0]?.id ?? "" });

    expect(runs).toHaveLength(PAGE.limit);
    expect((await rowsRead()) - before).toBeLessThanOrEqual(2 * PAGE.limit);
  });

  test("is planned for what it looks for, however often it has looked for something else", async () => {
    for (let list = 0; list < 10; list++) await listRuns(database, { outcome: "resolved" }, PAGE);

    const { rows } = await sql<{ readonly generic: number; readonly custom: number }>`
      select sum(generic_plans)::bigint as generic, sum(custom_plans)::bigint as custom
      from pg_prepared_statements where statement like 'select "id", "playbook"%'
    `.execute(database);
    expect(rows[0]?.generic).toBe(0);
    expect(rows[0]?.custom).toBeGreaterThanOrEqual(10);
  });
});

/** The oldest tenth is of a playbook and an outcome of its own; the very first run goes on. */
async function fill(empty: Database): Promise<void> {
  await sql`
    insert into runs (
      id, playbook, version, hash, mode, params, state, priority, last_seq,
      started_at, ended_at, outcome, due_at
    )
    select
      gen_random_uuid(), playbook, '1.0.0', 'sha256:1', 'auto', '{}', '{}', 0, 1,
      now() - (${RUNS} - n) * interval '1 minute',
      case when n > 1 then now() end,
      case when n > 1 then outcome end,
      null
    from
      generate_series(1, ${RUNS}) as n,
      lateral (values
        (n <= ${RUNS / 10}, 'clear-lock', 'denied'),
        (n > ${RUNS / 10} and n % 2 = 0, 'scale-workers', 'resolved'),
        (n > ${RUNS / 10} and n % 2 = 1, 'restart-workers', 'escalated')
      ) as kind (is_it, playbook, outcome)
    where is_it
  `.execute(empty);
  await sql`analyze runs`.execute(empty);
}

/** All that this connection has read of runs so far. */
async function rowsRead(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(database);
  const { rows } = await sql<{ readonly read: number }>`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_user_tables where relname = 'runs'
  `.execute(database);
  return rows[0]?.read ?? Number.NaN;
}

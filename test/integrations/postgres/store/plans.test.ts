import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "../../../../src/integrations/postgres/database.ts";
import { appendAll } from "../../../../src/integrations/postgres/store/append.ts";
import { claimRuns } from "../../../../src/integrations/postgres/store/claim.ts";
import { createRuns } from "../../../../src/integrations/postgres/store/create.ts";
import { changeOf, intent, newRun } from "../../../contract/run-store/example-runs.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const OTHERS = 2_000;

test("a step reads hardly more than it writes, though it was planned among a handful of runs", async () => {
  // One connection, because each of them plans and counts for itself.
  const database = openDatabase(await freshDatabase(), { max: 1, onBroken: () => undefined });
  onTestFinished(() => database.destroy());
  for (let i = 0; i < 3; i++) await takeStep(database);
  await sql`analyze`.execute(database);
  for (let i = 0; i < 10; i++) await takeStep(database);
  await addRuns(database);

  const before = await rowsRead(database);
  await takeStep(database);

  expect((await rowsRead(database)) - before).toBeLessThan(50);
});

async function takeStep(database: Database): Promise<void> {
  const run = newRun();
  await createRuns(database, [run]);
  const bid = { worker: "worker-1", leaseMs: 60_000, run: run.state.id };
  const [claimed] = await claimRuns(database, [bid]);
  if (claimed === undefined) throw new Error("nobody else claims this run");
  const once = intent("restart");
  const change = changeOf({ intents: [once], lock: [`cart/${run.state.id}`] });
  const [appended] = await appendAll(database, [{ claim: claimed.claim, change }], undefined);
  if (appended?.is !== "stored") throw new Error("nothing is in the way");
  const end = changeOf({
    outcomes: [{ ...once, outcome: "succeeded" }],
    next: { is: "end", outcome: "resolved" },
  });
  await appendAll(database, [{ claim: appended.claim, change: end }], undefined);
}

async function addRuns(database: Database): Promise<void> {
  await sql`
    with added as (
      insert into runs (id, playbook, version, hash, mode, params, state, priority, last_seq, due_at)
      select gen_random_uuid(), 'test', '1.0.0', 'sha256:1', 'auto', '{}', '{}', 0, 1, null
      from generate_series(1, ${OTHERS})
      returning id
    ),
    meant as (
      insert into intents (run_id, step, item, phase, attempt, key, effect_class, digest, epoch)
      select id, 'restart', 0, 'run', 1, 'key', 'once', 'sha256:1', 1 from added
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select 'run:' || id, 'woke', 'pitcrew', 'engine', '{}' from added
    )
    insert into target_locks (target) select 'shop/' || id from added
  `.execute(database);
}

/** All that this connection has read of any table so far. */
async function rowsRead(database: Database): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(database);
  const { rows } = await sql<{ readonly read: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as read from pg_stat_user_tables
  `.execute(database);
  return rows[0]?.read ?? Number.NaN;
}

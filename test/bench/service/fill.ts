import { Client } from "pg";
import type { Address } from "../../../src/integrations/postgres/connection.ts";

const AT_A_TIME = 5_000;
const APART = "5 minutes";

/**
 * Makes copies of the runs that a database holds, until it holds so many.
 *
 * A copy is all that the run's rows say, under a new id and at another time. Its events are
 * inserted one after the other, so that the database chains them as it chains every other.
 */
export async function fillUpTo(count: number, address: Address): Promise<void> {
  const client = new Client({ ...address });
  await client.connect();
  await client.query("create temp table models as select row_number() over () as n, id from runs");
  const { rows } = await client.query<{ readonly count: number }>(
    "select count(*)::integer as count from models",
  );
  const models = rows[0]?.count ?? 0;
  for (let first = models + 1; first <= count; first += AT_A_TIME) {
    const last = Math.min(count, first + AT_A_TIME - 1);
    await client.query("begin");
    await client.query(
      `create temp table copies on commit drop as
        select gen_random_uuid() as id, models.id as model, $3::integer - number as age
        from generate_series($1::integer, $2::integer) as number
          join models on models.n = number % $4::integer + 1`,
      [first, last, count, models],
    );
    for (const copy of COPIES) await client.query(copy);
    await client.query("commit");
  }
  // What the server's own housekeeping would have done by the time there are so many.
  await client.query("vacuum analyze");
  await client.end();
}

const COPIES = [
  `insert into runs (
    id, state, started_at, ended_at, playbook, version, hash, mode, params, priority, outcome,
    last_seq, epoch, due_at, wake_seq, heard_seq
  )
  select
    copies.id, replace(state::text, model::text, copies.id::text)::json,
    started_at - (age + 1) * interval '${APART}', ended_at - (age + 1) * interval '${APART}',
    playbook, version, hash, mode, params, priority, outcome,
    last_seq, epoch, due_at, wake_seq, heard_seq
  from copies join runs on runs.id = model`,
  `insert into events (subject, kind, actor, surface, body)
  select
    'run:' || copies.id, kind, actor, surface, replace(body, model::text, copies.id::text)
  from copies join events on subject = 'run:' || model
  order by age desc, seq`,
  `insert into intents (
    run_id, step, item, phase, attempt, key, effect_class, digest, epoch, at, outcome, outcome_at
  )
  select
    copies.id, step, item, phase, attempt, replace(key, model::text, copies.id::text),
    effect_class, digest, epoch, at, outcome, outcome_at
  from copies join intents on run_id = model`,
  `insert into outbox (run_id, kind, body, created_at)
  select copies.id, kind, replace(body::text, model::text, copies.id::text)::json, created_at
  from copies join outbox on run_id = model`,
];

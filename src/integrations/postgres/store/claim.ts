import { type RawBuilder, sql } from "kysely";
import {
  type Claim,
  type Claimed,
  CLAIMS_WITHOUT_PROGRESS,
  type Intent,
} from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { type MessageRow, messageOf } from "./message.ts";
import { RUN_COLUMNS, type RunRow, recordOf } from "./record.ts";

/**
 * First takes the run, then looks into it: the claim has been counted before anything is decoded,
 * and the messages are read by a statement that began after the claim, so that none is missed.
 */
export async function claimRun(
  database: Database,
  worker: string,
  leaseMs: number,
  run: string | undefined,
): Promise<Claimed | undefined> {
  const taken = await takeRun(database, worker, leaseMs, run);
  return taken === undefined ? undefined : openRun(database, taken);
}

interface Taken {
  readonly id: string;
  readonly epoch: number;
  readonly last_seq: number;
  readonly heard_seq: number;
}

async function takeRun(
  database: Database,
  worker: string,
  leaseMs: number,
  run: string | undefined,
): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    with free as (
      select id from runs
      where due_at <= now()
        and (lease_until is null or lease_until < now())
        and claims_without_progress < ${CLAIMS_WITHOUT_PROGRESS}
        ${run === undefined ? sql`` : sql`and id = ${run}`}
      order by priority desc, due_at
      limit 1
      for update skip locked
    )
    update runs
    set
      epoch = epoch + 1,
      worker = ${worker},
      lease_until = ${inMilliseconds(leaseMs)},
      claims_without_progress = claims_without_progress + 1
    from free
    where runs.id = free.id
    returning runs.id, epoch, last_seq, heard_seq
  `.execute(database);
  return rows[0];
}

interface Contents extends RunRow {
  readonly state: string;
  readonly now: number;
  readonly messages: string;
  readonly open_intents: string;
}

async function openRun(database: Database, taken: Taken): Promise<Claimed> {
  const { rows } = await sql<Contents>`
    select
      ${sql.join(RUN_COLUMNS.map((column) => sql.ref(column)))},
      state,
      now() as now,
      (
        select coalesce(json_agg(m order by m.seq), '[]')
        from (
          select seq, event, actor, surface, (extract(epoch from at) * 1000)::bigint as at
          from inbox
          where run_id = runs.id and seq > ${taken.heard_seq}
        ) as m
      ) as messages,
      (
        select coalesce(json_agg(i order by i.at), '[]')
        from (
          select
            step, item, phase, attempt, key, effect_class as effect, digest, epoch,
            (extract(epoch from at) * 1000)::bigint as at
          from intents
          where run_id = runs.id and outcome is null
        ) as i
      ) as "open_intents"
    from runs
    where id = ${taken.id}
  `.execute(database);
  const [contents] = rows;
  if (contents === undefined) throw new RangeError(`Run ${taken.id} is gone; runs are kept.`);
  // Both lists have the form that the statement above gives them.
  const messages = (JSON.parse(contents.messages) as MessageRow[]).map(messageOf);
  const openIntents = JSON.parse(contents.open_intents) as Intent[];
  return {
    claim: claimOn(taken, messages.at(-1)?.seq ?? taken.heard_seq),
    record: recordOf(contents),
    messages,
    openIntents,
    now: contents.now,
  };
}

function claimOn({ id, epoch, last_seq }: Taken, heard: number): Claim {
  return { run: id, epoch, seq: last_seq, heard };
}

function inMilliseconds(duration: number): RawBuilder<unknown> {
  return sql`now() + ${duration} * interval '1 millisecond'`;
}

import { type RawBuilder, sql } from "kysely";
import type { Started } from "../../../engine/machine/event.ts";
import { RUN_FORM } from "../../../engine/machine/form.ts";
import type { Intent } from "../../../ports/run-change.ts";
import { type Claimed, CLAIMS_WITHOUT_PROGRESS } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { parseBody, subjectOf } from "./event-body.ts";
import { type MessageRow, messageOf } from "./message.ts";
import { RUN_COLUMNS, type RunRow, recordOf } from "./record.ts";
import { rowsAs } from "./rows-as.ts";

/** Who wants to work on which run. */
export interface Bid {
  readonly worker: string;
  readonly leaseMs: number;
  readonly run: string;
}

/** Takes the most urgent run. One that somebody writes to at this moment is left to others. */
export async function claimAny(
  database: Database,
  worker: string,
  leaseMs: number,
): Promise<Claimed | undefined> {
  const free = sql`
    select id, ${worker} as worker, ${leaseMs}::double precision as "leaseMs"
    from runs
    where ${IS_FREE}
    order by priority desc, due_at
    limit 1
    for no key update skip locked
  `;
  const [claimed] = await take(database, free);
  return claimed;
}

/** Runs that were asked for are waited for while somebody writes to them: they may be free then. */
export async function claimRuns(
  database: Database,
  bids: readonly Bid[],
): Promise<readonly (Claimed | undefined)[]> {
  const free = sql`
    select found.id, bids.worker, "leaseMs"
    from
      (select * from ${rowsAs("b", BID, bids)} order by run) as bids,
      lateral (select id from runs where id = bids.run and ${IS_FREE} for no key update) as found
  `;
  const claimed = new Map((await take(database, free)).map((one) => [one.claim.run, one]));
  return bids.map(({ run }) => claimed.get(run));
}

const BID = { run: "uuid", worker: "text", leaseMs: "double precision" } as const;

const IS_FREE = sql`
  due_at <= now()
  and (lease_until is null or lease_until < now())
  and claims_without_progress < ${sql.lit(CLAIMS_WITHOUT_PROGRESS)}
  and form <= ${sql.lit(RUN_FORM)}
`;

interface Taken extends RunRow {
  readonly state: string;
  readonly epoch: number;
  readonly last_seq: number;
  readonly heard_seq: number;
  readonly wake_seq: number;
  readonly first: string | null;
  readonly now: number;
}

async function take(database: Database, free: RawBuilder<unknown>): Promise<readonly Claimed[]> {
  const { rows } = await sql<Taken>`
    with free as (${free})
    update runs
    set
      epoch = epoch + 1,
      worker = free.worker,
      lease_until = now() + "leaseMs" * interval '1 millisecond',
      claims_without_progress = claims_without_progress + 1
    from free
    where runs.id = free.id
    returning
      ${sql.join(RUN_COLUMNS.map((column) => sql.ref(`runs.${column}`)))},
      state, epoch, last_seq, heard_seq, wake_seq, now() as now,
      case last_seq when 1 then (
        select body from events where subject = ${subjectOf("")} || runs.id and seq = 1
      ) end as first
  `.execute(database);
  const pasts = await readPasts(database, rows.filter(hasPast));
  return rows.map((taken) => claimedOf(taken, pasts.get(taken.id)));
}

/** Of a run that was only just begun, there is nothing else to read. */
function hasPast({ last_seq, heard_seq, wake_seq }: Taken): boolean {
  return last_seq > 1 || wake_seq > heard_seq;
}

interface Past {
  readonly id: string;
  readonly messages: string;
  readonly open_intents: string;
}

/**
 * First a run is taken, and only then it is looked into: the claim has been counted before
 * anything is decoded, and what this statement reads cannot have been written behind its back.
 */
async function readPasts(
  database: Database,
  taken: readonly Taken[],
): Promise<ReadonlyMap<string, Past>> {
  if (taken.length === 0) return new Map();
  const { rows } = await sql<Past>`
    select
      id,
      (
        select coalesce(json_agg(m order by m.seq), '[]')
        from (
          select seq, event, actor, surface, (extract(epoch from at) * 1000)::bigint as at
          from inbox
          where run_id = taken.id and seq > taken.heard_seq
        ) as m
      ) as messages,
      (
        select coalesce(json_agg(i order by i.at), '[]')
        from (
          select
            step, item, phase, attempt, key, effect_class as effect, digest, epoch,
            (extract(epoch from at) * 1000)::bigint as at
          from intents
          where run_id = taken.id and outcome is null
        ) as i
      ) as "open_intents"
    from ${rowsAs("taken", { id: "uuid", heard_seq: "bigint" }, taken)}
  `.execute(database);
  return new Map(rows.map((past) => [past.id, past]));
}

function claimedOf(taken: Taken, past: Past | undefined): Claimed {
  const { id: run, epoch, last_seq: seq, heard_seq, now } = taken;
  // All of these have the form that the statements above give them.
  const messages = (JSON.parse(past?.messages ?? "[]") as MessageRow[]).map(messageOf);
  const openIntents = JSON.parse(past?.open_intents ?? "[]") as Intent[];
  const first = taken.first === null ? null : (parseBody(taken.first).event as Started);
  const heard = messages.at(-1)?.seq ?? heard_seq;
  const claim = { run, epoch, seq, heard };
  return { claim, record: recordOf(taken), first, messages, openIntents, now };
}

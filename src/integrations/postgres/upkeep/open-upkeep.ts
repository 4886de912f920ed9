import { sql } from "kysely";
import type { Author } from "../../../ports/playbook-store.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../ports/run-store.ts";
import type {
  Load,
  PresentWorker,
  Recovered,
  Upkeep,
  WorkerRecord,
} from "../../../ports/upkeep.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";
import { readCensus } from "./read-census.ts";

export interface OpenUpkeep {
  readonly upkeep: Upkeep;
  readonly close: () => Promise<void>;
}

export function openUpkeep(address: Address, onBroken: (error: Error) => void): OpenUpkeep {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    upkeep: {
      sayPresent: (worker) => sayPresent(database, worker),
      sayGone: (name) => sayGone(database, name),
      workers: () => listWorkers(database),
      recover: (run, author) => recover(database, run, author),
      load: () => readLoad(database),
      census: () => readCensus(database),
    },
    close: () => database.destroy(),
  };
}

/** As long as a claim lasts without being renewed. */
const PRESENT_FOR = sql`interval '10 seconds'`;

/** Whoever has it again after so many claims would be left as the others were. */
const ORPHANED = sql<boolean>`(
  claims_without_progress >= ${CLAIMS_WITHOUT_PROGRESS}
  and due_at is not null and (lease_until is null or lease_until < now())
)`;

async function sayPresent(database: Database, { name, version }: PresentWorker): Promise<void> {
  await sql`
    insert into workers (name, version) values (${name}, ${version})
    on conflict (name) do update set seen_at = now(), ended_at = null
  `.execute(database);
}

async function sayGone(database: Database, name: string): Promise<void> {
  await sql`update workers set seen_at = now(), ended_at = now() where name = ${name}`.execute(
    database,
  );
}

async function listWorkers(database: Database): Promise<readonly WorkerRecord[]> {
  const { rows } = await sql<WorkerRecord>`
    select
      name, version, began_at as "beganAt", seen_at as "seenAt", ended_at as "endedAt",
      ended_at is null and seen_at > now() - ${PRESENT_FOR} as "isPresent",
      array(
        select id::text from runs where worker = workers.name and ended_at is null order by id
      ) as runs
    from workers
    where seen_at > now() - interval '1 day'
    order by "isPresent" desc, seen_at desc, name
    limit 1000
  `.execute(database);
  return rows;
}

/** The run is due again and its entry in the record is made in one statement, and so one commit. */
async function recover(
  database: Database,
  run: string,
  { actor, surface }: Author,
): Promise<Recovered> {
  const body = JSON.stringify({ run });
  const { rows } = await sql<{ readonly wakeSeq: number | null }>`
    with recovered as (
      update runs set claims_without_progress = 0, due_at = least(due_at, now())
      where id = ${run} and ${ORPHANED}
      returning wake_seq
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select 'upkeep', 'recovered', ${actor}, ${surface}, ${body} from recovered
    )
    select (select wake_seq from recovered) as "wakeSeq" from runs where id = ${run}
  `.execute(database);
  const [found] = rows;
  if (found === undefined) return { is: "no_such_run" };
  const { wakeSeq } = found;
  return wakeSeq === null ? { is: "not_orphaned" } : { is: "recovered", wakeSeq };
}

async function readLoad(database: Database): Promise<Load> {
  const { rows } = await sql<Load>`
    with waiting as (
      select due_at, ${ORPHANED} as is_orphaned from runs
      where due_at <= now() and (lease_until is null or lease_until < now())
    )
    select
      (select count(*) from runs where ended_at is null) as live,
      count(*) filter (where not is_orphaned) as waiting,
      coalesce(
        extract(epoch from now() - min(due_at) filter (where not is_orphaned)) * 1000, 0
      )::double precision as "oldestWaitMs",
      count(*) filter (where is_orphaned) as orphaned
    from waiting
  `.execute(database);
  const [load] = rows;
  if (load === undefined) throw new RangeError("An aggregate always has a row");
  return load;
}

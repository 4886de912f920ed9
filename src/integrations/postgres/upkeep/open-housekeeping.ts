import { sql } from "kysely";
import { z } from "zod";
import type { ExportedEntry } from "../../../audit/verify-record.ts";
import {
  type Housekeeping,
  type LastSweep,
  REMOVABLE,
  type Removable,
  type Removal,
  type Removed,
} from "../../../ports/housekeeping.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenHousekeeping {
  readonly store: Housekeeping;
  readonly close: () => Promise<void>;
}

/** A batch after years without any may take its time. */
const LONGEST_MS = 60_000;

/** Any number will do, as long as it stays the same in every version. */
const LOCK = 7_249_318_607;

/** The chain that says what was removed. */
const SUBJECT = "retention";

/** On one connection of its own, which holds the lock for as long as it lives. */
export function openHousekeeping(
  address: Address,
  onBroken: (error: Error) => void,
): OpenHousekeeping {
  const database = openDatabase(address, { max: 1, onBroken, statementMs: LONGEST_MS });
  return {
    store: {
      alone: (work) => alone(database, work),
      count: (what, keepMs, most) => remove(database, what, { keepMs, most, isCounting: true }),
      remove: (what, keepMs, most) => remove(database, what, { keepMs, most, isCounting: false }),
      pastRuns: (keepMs, most) => pastRuns(database, keepMs, most),
      entriesOf: (runs) => entriesOf(database, runs),
      removeRuns: (removal) => removeRuns(database, removal),
      note: (removed, author) => note(database, removed, author),
      last: () => last(database),
    },
    close: () => database.destroy(),
  };
}

async function alone<Done>(
  database: Database,
  work: () => Promise<Done>,
): Promise<Done | undefined> {
  const { rows } = await sql<{ readonly is_ours: boolean }>`
    select pg_try_advisory_lock(${LOCK}) as is_ours
  `.execute(database);
  if (rows[0]?.is_ours !== true) return undefined;
  try {
    return await work();
  } finally {
    await sql`select pg_advisory_unlock(${LOCK})`.execute(database);
  }
}

interface Batch {
  readonly keepMs: number;
  readonly most: number;
  readonly isCounting: boolean;
}

async function remove(
  database: Database,
  what: Removable,
  { keepMs, most, isCounting }: Batch,
): Promise<number> {
  const keep = sql`${keepMs} * interval '1 millisecond'`;
  const { rows } = await sql<{ readonly count: number }>`
    select ${
      what === "alerts"
        ? sql`remove_alerts(${keep}, ${most}, ${isCounting})`
        : sql`remove_past(${what}, ${keep}, ${most}, ${isCounting})`
    } as count
  `.execute(database);
  return rows[0]?.count ?? 0;
}

async function pastRuns(
  database: Database,
  keepMs: number,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select past_runs(${keepMs} * interval '1 millisecond', ${most}) as id
  `.execute(database);
  return rows.map(({ id }) => id);
}

async function* entriesOf(
  database: Database,
  runs: readonly string[],
): AsyncGenerator<ExportedEntry> {
  for (const run of runs) {
    const { rows } = await sql<ExportedEntry>`
      select
        subject, seq, at, kind, actor, surface, body,
        encode(prev, 'hex') as prev, encode(hash, 'hex') as hash, tx
      from events where subject = ${`run:${run}`} order by seq
    `.execute(database);
    yield* rows;
  }
}

async function removeRuns(
  database: Database,
  { runs, keepMs, archive, author: { actor, surface } }: Removal,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select remove_runs(
      ${[...runs]}::uuid[], ${keepMs} * interval '1 millisecond', ${JSON.stringify(archive)}::json,
      ${actor}, ${surface}
    ) as count
  `.execute(database);
  return rows[0]?.count ?? 0;
}

async function note(
  database: Database,
  removed: Removed,
  { actor, surface }: Author,
): Promise<void> {
  await sql`
    insert into events (subject, kind, actor, surface, body)
    values (${SUBJECT}, 'swept', ${actor}, ${surface}, ${JSON.stringify({ removed })})
  `.execute(database);
}

const Body = z.object({
  removed: z.partialRecord(z.enum(["runs", ...REMOVABLE]), z.int()),
});

async function last(database: Database): Promise<LastSweep | undefined> {
  const row = await database
    .selectFrom("events")
    .select(["at", "actor", "body"])
    .where("subject", "=", SUBJECT)
    .where("kind", "=", "swept")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { removed } = Body.parse(JSON.parse(row.body));
  return { at: row.at, by: row.actor, removed };
}

import { sql, type Transaction } from "kysely";
import type { Checkpoint, Note, SealedHead, Unsealed } from "../../../audit/checkpoint.ts";
import type { Sealing } from "../../../ports/checkpoint-store.ts";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";

/** Any number will do, as long as it stays the same in every version. */
const LOCK = 7_249_318_606;

/** So many entries make a checkpoint at most, so that one after a long pause stays readable. */
const MOST_ENTRIES = 20_000;

export async function seal(
  database: Database,
  write: (unsealed: Unsealed) => Checkpoint,
): Promise<Sealing> {
  const { rows } = await IS_DUE.execute(database);
  if (rows[0]?.is_due !== true) return "nothing_new";
  return database.transaction().execute(async (transaction) => {
    const locked = await sql<{ readonly is_ours: boolean }>`
      select pg_try_advisory_xact_lock(${LOCK}) as is_ours
    `.execute(transaction);
    if (locked.rows[0]?.is_ours !== true) return "elsewhere";
    const unsealed = await readUnsealed(transaction);
    if (unsealed.heads.length === 0) return "nothing_new";
    const { number, body, heads, key, signature } = write(unsealed);
    await transaction
      .insertInto("checkpoints")
      .values({ number, upto: unsealed.upto, body, heads, key, signature })
      .execute();
    return "sealed";
  });
}

/**
 * Below this, every transaction has ended: a commit that is still on its way cannot slip in
 * behind a checkpoint.
 */
const SAFE = sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/** Cheap, as it is asked every second. A restored database counts its transactions anew. */
const IS_DUE = sql<{ readonly is_due: boolean }>`
  with sealed as (
    select coalesce((select upto from checkpoints order by number desc limit 1), 0) as upto
  )
  select ${SAFE} < upto
    or exists (select from events where tx >= upto and tx < ${SAFE}) as is_due
  from sealed
`;

interface Limits {
  readonly safe: number;
  readonly at: number;
}

async function readUnsealed(transaction: Transaction<Schema>): Promise<Unsealed> {
  const last = await transaction
    .selectFrom("checkpoints")
    .select(["number", "upto", "body", "key", "signature"])
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  // Read before the entries: whatever ends after this moment is not below it.
  const { rows } = await sql<Limits>`
    select ${SAFE} as safe, (extract(epoch from clock_timestamp()) * 1000)::bigint as at
  `.execute(transaction);
  const [limits] = rows;
  if (limits === undefined) throw new RangeError("The database has no clock");
  const sealed = last?.upto ?? 0;
  const from = limits.safe < sealed ? 0 : sealed;
  const upto = await readEnd(transaction, from, limits.safe);
  return {
    last: last && noteOf(last),
    heads: await readHeads(transaction, from, upto),
    upto,
    at: limits.at,
  };
}

function noteOf({ number, body, key, signature }: Note): Note {
  return { number, body, key, signature };
}

/** The entries of one transaction are never split. */
async function readEnd(
  transaction: Transaction<Schema>,
  from: number,
  safe: number,
): Promise<number> {
  const { rows } = await sql<{ readonly tx: number }>`
    select tx from events where tx >= ${from} and tx < ${safe}
    order by tx offset ${MOST_ENTRIES} limit 1
  `.execute(transaction);
  const [cut] = rows;
  return cut === undefined ? safe : Math.max(cut.tx, from + 1);
}

async function readHeads(
  transaction: Transaction<Schema>,
  from: number,
  upto: number,
): Promise<readonly SealedHead[]> {
  const { rows } = await sql<SealedHead>`
    select distinct on (subject) subject, seq, encode(hash, 'hex') as hash
    from events where tx >= ${from} and tx < ${upto}
    order by subject, seq desc
  `.execute(transaction);
  return rows;
}

import { sql, type Transaction } from "kysely";
import { DatabaseError } from "pg";
import { z } from "zod";
import { alone } from "../alone.ts";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";
import { type Identity, type Turn, turnOf } from "./identity.ts";
import { tellOfLoss } from "./tell-of-loss.ts";

/** The chain of the database itself in the record. */
const SUBJECT = "database";

export interface Recognised {
  readonly turn: Turn;
  readonly before: Identity | undefined;
  readonly now: Identity;
}

/**
 * Compares the server with the one that the record knows and that was `seen` here, and records what
 * is new. Where the end of the record may be lost, all runs that go on are told in the same commit.
 */
export async function recordIdentity(database: Database, seen?: Identity): Promise<Recognised> {
  const now = await readIdentity(database);
  return alone(database, async (transaction) => {
    const before = await lastKnown(transaction);
    const turn = turnOf(before, now, seen);
    if (turn !== "same") await record(transaction, turn, now);
    if (turn !== "same" && turn !== "first") await tellOfLoss(transaction);
    return { turn, before, now };
  });
}

/** Somebody says that the database was put back, which it cannot know where nothing else changed. */
export async function recordRestore(database: Database): Promise<Recognised> {
  const now = await readIdentity(database);
  return alone(database, async (transaction) => {
    const before = await lastKnown(transaction);
    await record(transaction, "put_back", now);
    await tellOfLoss(transaction);
    return { turn: "put_back", before, now };
  });
}

async function readIdentity(database: Database): Promise<Identity> {
  return {
    system: await unlessDenied(SYSTEM.execute(database)),
    timeline: await unlessDenied(TIMELINE.execute(database)),
    database: await unlessDenied(DATABASE.execute(database)),
    position: await unlessDenied(POSITION.execute(database)),
  };
}

interface Told<Value> {
  readonly rows: readonly { readonly told: Value }[];
}

const SYSTEM = sql<{ readonly told: string }>`
  select system_identifier::text as told from pg_control_system()
`;

/** The first eight digits of the file that is written now. */
const TIMELINE = sql<{ readonly told: number }>`
  select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as told
`;

const DATABASE = sql<{ readonly told: number }>`
  select oid::int8 as told from pg_database where datname = current_database()
`;

/** What is only written may be gone after a crash; what is flushed may not. */
const POSITION = sql<{ readonly told: number }>`
  select (pg_current_wal_flush_lsn() - '0/0')::int8 as told
`;

async function unlessDenied<Value>(asked: Promise<Told<Value>>): Promise<Value | null> {
  try {
    return (await asked).rows[0]?.told ?? null;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE) return null;
    throw error;
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";

const Body = z.object({
  system: z.string().nullable(),
  timeline: z.int().nullable(),
  database: z.int().nullable().default(null),
  position: z.int().nullable().default(null),
});

async function lastKnown(transaction: Transaction<Schema>): Promise<Identity | undefined> {
  const last = await transaction
    .selectFrom("events")
    .select("body")
    .where("subject", "=", SUBJECT)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return last && Body.parse(JSON.parse(last.body));
}

async function record(transaction: Transaction<Schema>, turn: Turn, now: Identity): Promise<void> {
  await sql`
    insert into events (subject, kind, actor, surface, body)
    values (${SUBJECT}, ${turn}, 'pitcrew', 'engine', ${JSON.stringify(now)})
  `.execute(transaction);
}

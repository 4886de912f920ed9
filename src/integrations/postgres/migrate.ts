import { setTimeout as pause } from "node:timers/promises";
import { sql, type Transaction } from "kysely";
import { DatabaseError } from "pg";
import type { Address } from "./connection.ts";
import { type Database, openDatabase } from "./database.ts";
import { grantTo } from "./grants.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Migration } from "./migrations/migration.ts";
import type { Schema } from "./schema.ts";

export interface MigrateOptions {
  readonly onBroken: (error: Error) => void;
  /** The role of the running service when it is not the owner; its rights are kept in step. */
  readonly appRole?: string;
  readonly migrations?: readonly Migration[];
}

/**
 * Brings the schema up to date, as its owner, and returns what was done.
 *
 * Several processes may start at once: one migrates while the others wait. Killed in the middle,
 * it leaves whole migrations behind and goes on from there the next time. Migrations that a newer
 * version has made are left alone.
 */
export async function migrate(
  owner: Address,
  { onBroken, appRole, migrations = MIGRATIONS }: MigrateOptions,
): Promise<readonly string[]> {
  await using database = openDatabase(owner, { max: 1, onBroken, statementMs: 60_000 });
  const done: string[] = [];
  for (const migration of migrations) {
    const isNew = await alone(database, (transaction) => apply(transaction, migration));
    if (isNew) done.push(migration.name);
  }
  if (appRole !== undefined) await alone(database, (transaction) => grantTo(transaction, appRole));
  return done;
}

async function apply(transaction: Transaction<Schema>, migration: Migration): Promise<boolean> {
  await sql`
    create table if not exists migrations (
      name text primary key,
      applied_at timestamptz not null default now()
    )
  `.execute(transaction);
  const applied = await sql`select from migrations where name = ${migration.name}`.execute(
    transaction,
  );
  if (applied.rows.length > 0) return false;
  await sql.raw(migration.sql).execute(transaction);
  await sql`insert into migrations (name) values (${migration.name})`.execute(transaction);
  return true;
}

/** Any number will do, as long as it stays the same in every version. */
const LOCK = 7_249_318_605;

/**
 * Does it in a transaction, beside nobody else who migrates. Waits for a lock for two seconds at
 * most, because everybody who comes after us for the same lock waits as well; then tries again.
 */
async function alone<T>(
  database: Database,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
        return work(transaction);
      });
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      await pause(PAUSE_MS);
    }
  }
}

const ATTEMPTS = 10;
const PAUSE_MS = 500;

const LOCK_NOT_AVAILABLE = "55P03";

function isBusy(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
}

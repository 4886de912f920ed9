import { sql, type Transaction } from "kysely";
import { alone } from "./alone.ts";
import type { Address } from "./connection.ts";
import { openDatabase } from "./database.ts";
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

import { setTimeout as pause } from "node:timers/promises";
import { sql, type Transaction } from "kysely";
import { DatabaseError } from "pg";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** Any number will do, as long as it stays the same in every version. */
const LOCK = 7_249_318_605;

/**
 * Does it in a transaction, beside nobody else who does such a thing: what happens seldom and must
 * not happen twice. Waits for a lock for two seconds at most, because everybody who comes after us
 * for the same lock waits as well; then tries again.
 */
export async function alone<T>(
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

import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";

/** Any number will do, as long as it stays the same in every version. */
const LOCK = 7_249_318_606;

/**
 * Lets one process after the other write about many occurrences at once. Two statements over the
 * same alerts in different orders would wait for each other, and what one has just closed the other
 * would take for open. The lock comes first, so that the next statement sees all that is committed.
 */
export function oneWriter<T>(
  database: Database,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
    return work(transaction);
  });
}

/** Any number will do here as well. */
const LANE_LOCKS = 72_493_187;

/** The same for alerts of one lane alone: what writes about another lane goes on beside it. */
export function oneWriterOf<T>(
  lane: number,
  database: Database,
  work: (transaction: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    await sql`
      select pg_advisory_xact_lock_shared(${LOCK}), pg_advisory_xact_lock(${LANE_LOCKS}, ${lane})
    `.execute(transaction);
    return work(transaction);
  });
}

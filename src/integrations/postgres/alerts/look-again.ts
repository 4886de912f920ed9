import { sql, type Transaction } from "kysely";
import type { Schema } from "../schema.ts";

/** What is held back is looked at again anyway, and what was set aside may be what breaks us. */
export async function lookAgain(transaction: Transaction<Schema>): Promise<void> {
  await sql`
    update occurrences set due_at = now()
    where closed_at is null and due_at is null and result in ('unmatched', 'tied', 'refused')
  `.execute(transaction);
}

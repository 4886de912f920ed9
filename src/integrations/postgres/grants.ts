import { sql, type Transaction } from "kysely";
import type { Schema } from "./schema.ts";

type Right = "select" | "insert" | "update";

/** What the running service may do, and no more: it removes nothing, and a record it only adds to. */
const RIGHTS = {
  runs: ["select", "insert", "update"],
  events: ["select", "insert"],
  inbox: ["select", "insert"],
  intents: ["select", "insert", "update"],
  outbox: ["select", "insert", "update"],
  target_locks: ["select", "insert", "update"],
  playbook_versions: ["select", "insert"],
  activations: ["select", "insert", "update"],
  occurrences: ["select", "insert", "update"],
} as const satisfies Record<keyof Schema, readonly Right[]>;

export async function grantTo(owner: Transaction<Schema>, role: string): Promise<void> {
  for (const [table, rights] of Object.entries(RIGHTS)) {
    await sql`revoke all on ${sql.table(table)} from ${sql.id(role)}`.execute(owner);
    await sql`grant ${sql.raw(rights.join(", "))} on ${sql.table(table)} to ${sql.id(role)}`.execute(
      owner,
    );
  }
}

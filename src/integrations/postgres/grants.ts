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
  approvals: ["select", "insert", "update"],
  approved_effects: ["select", "insert"],
  occurrences: ["select", "insert", "update"],
  checkpoints: ["select", "insert"],
  anchors: ["select", "insert", "update"],
  verdicts: ["select", "insert"],
  heartbeats: ["select", "insert", "update"],
  windows: ["select", "insert", "update"],
  run_news: ["select", "insert", "update"],
  chat_messages: ["select", "insert", "update"],
  chat_tellers: ["select", "insert", "update"],
  chat_wishes: ["select", "insert", "update"],
  switches: ["select", "insert", "update"],
  cooldowns: ["select", "insert", "update"],
  losses: ["select", "insert", "update"],
  starts: ["select", "insert", "update"],
  incidents: ["select", "insert", "update"],
  pager_events: ["select", "insert", "update"],
  schedules: ["select", "insert", "update"],
  schedule_times: ["select", "insert", "update"],
  access_keys: ["select", "insert", "update"],
  sessions: ["select", "insert", "update"],
  answers: ["select", "insert", "update"],
  workers: ["select", "insert", "update"],
  ledger: ["select", "insert"],
} as const satisfies Record<keyof Schema, readonly Right[]>;

/** Which remove what is past its time, and nothing else. */
const FUNCTIONS = [
  "remove_past(text, interval, integer, boolean)",
  "remove_alerts(interval, integer, boolean)",
  "remove_runs(uuid[], interval, json, text, text)",
];

export async function grantTo(owner: Transaction<Schema>, role: string): Promise<void> {
  for (const [table, rights] of Object.entries(RIGHTS)) {
    await sql`revoke all on ${sql.table(table)} from ${sql.id(role)}`.execute(owner);
    await sql`grant ${sql.raw(rights.join(", "))} on ${sql.table(table)} to ${sql.id(role)}`.execute(
      owner,
    );
  }
  await sql`grant execute on function ${sql.raw(FUNCTIONS.join(", "))} to ${sql.id(role)}`.execute(
    owner,
  );
}

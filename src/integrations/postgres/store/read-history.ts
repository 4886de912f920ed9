import { sql } from "kysely";
import type { EffectClass } from "../../../model/effect-class.ts";
import type { Phase } from "../../../engine/machine/state.ts";
import type { Intent } from "../../../ports/run-change.ts";
import type { RecordedEvent } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { parseBody, subjectOf } from "./event-body.ts";

export async function readHistory(
  database: Database,
  run: string,
  after = 0,
): Promise<readonly RecordedEvent[]> {
  const entries = await database
    .selectFrom("events")
    .select(["subject", "seq", "at", "kind", "actor", "surface", "body"])
    .select(sql<string>`encode(prev, 'hex')`.as("prev"))
    .select(sql<string>`encode(hash, 'hex')`.as("hash"))
    .where("subject", "=", subjectOf(run))
    .where("seq", ">", after)
    .orderBy("seq")
    .execute();
  return entries.map((entry) => ({
    ...parseBody(entry.body),
    actor: entry.actor,
    surface: entry.surface,
    entry,
  }));
}

export async function readOpenIntents(database: Database, run: string): Promise<readonly Intent[]> {
  const rows = await database
    .selectFrom("intents")
    .select(["step", "item", "phase", "attempt", "key", "digest", "at", "epoch"])
    .select("effect_class as effect")
    .where("run_id", "=", run)
    .where("outcome", "is", null)
    .orderBy("at")
    .orderBy("step")
    .execute();
  // Both columns are only ever written from these types.
  return rows.map((row) => ({
    ...row,
    phase: row.phase as Phase,
    effect: row.effect as EffectClass,
  }));
}

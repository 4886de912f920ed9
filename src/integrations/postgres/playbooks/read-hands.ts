import { sql } from "kysely";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { subjectOf } from "./entry.ts";

/** Who published or activated a version, from the record of its playbook. */
export async function readHands(
  database: Database,
  { playbook, hash }: PinnedPlaybook,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom("events")
    .select("actor")
    .distinct()
    .where("subject", "=", subjectOf(playbook))
    .where("kind", "in", ["published", "activated"])
    .where(sql<string>`body::json ->> 'hash'`, "=", hash)
    .orderBy("actor")
    .execute();
  return rows.map(({ actor }) => actor);
}

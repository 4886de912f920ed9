import type { Finding } from "../../../ports/autonomy-ledger.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { subjectOf } from "../playbooks/entry.ts";

/** It is nowhere but in the record of the playbook. */
export async function recordFinding(
  database: Database,
  { playbook, version, hash }: PinnedPlaybook,
  { is: kind, ...found }: Finding,
  { actor, surface }: Author,
): Promise<void> {
  const body = JSON.stringify({ version, hash, ...found });
  await database
    .insertInto("events")
    .values({ subject: subjectOf(playbook), kind, actor, surface, body })
    .execute();
}

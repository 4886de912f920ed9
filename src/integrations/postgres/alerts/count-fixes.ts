import { sql } from "kysely";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";

/** Runs of a version that helped, since one last failed or left a doubt. */
export async function countFixes(
  database: Database,
  { playbook, hash }: PinnedPlaybook,
): Promise<number> {
  const { rows } = await sql<{ readonly fixes: number }>`
    with ended as (
      select outcome, ended_at from runs
      where playbook = ${playbook} and hash = ${hash} and outcome in ('resolved', 'failed', 'unknown')
    )
    select count(*) as fixes
    from ended
    where outcome = 'resolved'
      and ended_at > coalesce(
        (select max(ended_at) from ended where outcome <> 'resolved'), '-infinity'
      )
  `.execute(database);
  return rows[0]?.fixes ?? 0;
}

import { sql } from "kysely";
import type { Waiter } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";

/** Of each target the run that is most urgent, then the one that began first. */
export async function listWaiters(
  database: Database,
  targets: readonly string[],
): Promise<readonly Waiter[]> {
  const { rows } = await sql<Waiter>`
    select waiting.id as run, target
    from
      unnest(${targets}::text[]) as target,
      lateral (
        select id from runs where waits_for = target and due_at is not null
        order by priority desc, started_at limit 1
      ) as waiting
  `.execute(database);
  return rows;
}

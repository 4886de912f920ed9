import { sql } from "kysely";
import type { ClaimLimits, DueAlert } from "../../../ports/alerts/alert-queue.ts";
import type { Database } from "../database.ts";

/** Skips what another process takes at this moment, so it never waits. */
export async function claimDue(
  database: Database,
  { atMost, forMs, flapMs }: ClaimLimits,
): Promise<readonly DueAlert[]> {
  const { rows } = await sql<DueAlert>`
    update occurrences as o
    set looks = looks + 1, due_at = now() + ${forMs} * interval '1 ms'
    where id in (
      select id from occurrences
      where due_at <= now()
      order by due_at
      limit ${atMost}
      for update skip locked
    )
    returning
      id, source, fingerprint, labels, annotations, result, looks,
      opened_at as "openedAt", closed_at is null as "isOpen", closed_because as "closedBecause",
      is_silenced as "isSilenced", page_at as "pageAt", paged_at is not null as "isPaged",
      (
        select count(*) from occurrences as earlier
        where earlier.fingerprint = o.fingerprint and earlier.source = o.source
          and earlier.opened_at > now() - ${flapMs} * interval '1 ms'
      ) as openings,
      array(
        select distinct run_id::text from verdicts
        where occurrence_id = o.id and run_id is not null
      ) as runs
  `.execute(database);
  return rows;
}

import { sql, type Transaction } from "kysely";
import {
  type Listing,
  type ListingTaken,
  STALE_AFTER,
} from "../../../ports/alerts/alert-intake.ts";
import type { Schema } from "../schema.ts";
import { takeInAll } from "./take-in.ts";

/**
 * Takes in what is listed, and counts what is not. An alert of which we heard after the listing was
 * asked for cannot be missed in it.
 */
export async function takeListing(
  transaction: Transaction<Schema>,
  { source, sightings, askedAt }: Listing,
): Promise<ListingTaken> {
  const taken = sightings.length === 0 ? [] : await takeInAll(transaction, sightings);
  const { rows } = await sql<{ readonly is_stale: boolean }>`
    update occurrences as o
    set
      missed_listings = missed_listings + 1,
      missed_since = coalesce(missed_since, now()),
      closed_at = case when is_stale then greatest(now(), last_seen) end,
      closed_because = case when is_stale then 'stale' end,
      skew_ms = case
        when is_stale then
          greatest(-2147483647, extract(epoch from last_seen - greatest(now(), last_seen)) * 1000)::integer
        else 0
      end,
      due_at = case when is_stale then now() else due_at end,
      looks = case when is_stale then 0 else looks end,
      page_at = case when is_stale then null else page_at end
    from (
      select
        id,
        missed_listings + 1 >= ${STALE_AFTER.listings}
          and missed_since <= now() - ${STALE_AFTER.ms} * interval '1 ms' as is_stale
      from occurrences
      where source = ${source} and closed_at is null
        and last_seen < to_timestamp(${askedAt}::double precision / 1000)
    ) as left_out
    where o.id = left_out.id
    returning is_stale
  `.execute(transaction);
  return {
    missed: taken.filter((each) => each === "opened").length,
    stale: rows.filter(({ is_stale }) => is_stale).length,
  };
}

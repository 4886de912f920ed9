import { sql, type Transaction } from "kysely";
import type { Sighting, Taken } from "../../../ports/alerts/alert-intake.ts";
import type { Schema } from "../schema.ts";
import { type Columns, rowsAs } from "../store/rows-as.ts";

/**
 * Opens, refreshes and closes occurrences, all sightings in one statement. No two of them may be
 * about the same alert, and nobody else may do this at the same time: see `oneWriter`.
 *
 * An occurrence is the same one as long as the source says that it began before the last one ended,
 * both by its own clock. So what arrives twice, late or in the wrong order opens nothing.
 */
export async function takeInAll(
  transaction: Transaction<Schema>,
  sightings: readonly Sighting[],
): Promise<readonly Taken[]> {
  const { rows } = await sql<{ readonly taken: Taken }>`
    with moment as materialized (select clock_timestamp() as at),
    said as (
      select
        seen.*,
        coalesce(to_timestamp(starts_ms / 1000), moment.at) as starts_at,
        to_timestamp(ends_ms / 1000) as ends_at
      from ${rowsAs("seen", SEEN, sightings.map(rowOf))}, moment
    ),
    facts as materialized (
      select
        said.*, last.id as last_id, last.closed_at,
        case
          when said.status = 'resolved' and starts_ms is null
            and (last.id is null or last.closed_at is not null) then 'old'
          when last.id is null then 'new'
          when last.closed_at is null then
            case
              when said.status = 'firing' then 'open'
              when said.ends_at <= last.starts_at then 'old'
              else 'open'
            end
          when said.starts_at > last.closed_at + last.skew_ms * interval '1 ms' then 'new'
          when last.closed_because = 'stale' and said.status = 'firing' then 'back'
          else 'old'
        end as case_is
      from said left join lateral (
        select id, starts_at, closed_at, closed_because, skew_ms
        from occurrences as o
        where o.source = said.source and o.fingerprint = said.fingerprint
        order by opened_at desc
        limit 1
      ) as last on true
    ),
    opened as (
      insert into occurrences (
        id, source, fingerprint, labels, annotations, group_key, generator_url, sender_url, starts_at,
        is_silenced, opened_at, last_seen, closed_at, closed_because, skew_ms
      )
      select
        new_id, source, fingerprint, labels, annotations, group_key, generator_url, sender_url,
        starts_at, silenced = 1,
        first.at, first.at,
        case when status = 'resolved' then first.at end,
        case when status = 'resolved' then 'resolved' end,
        case when status = 'resolved' then ${skewMs("ends_at", "first.at")} else 0 end
      from facts, moment, lateral (
        select greatest(moment.at, closed_at + interval '1 microsecond') as at
      ) as first
      where case_is = 'new'
    ),
    seen_again as (
      update occurrences as o
      set
        last_seen = greatest(o.last_seen, moment.at),
        annotations = facts.annotations,
        group_key = coalesce(facts.group_key, o.group_key),
        generator_url = coalesce(facts.generator_url, o.generator_url),
        sender_url = coalesce(facts.sender_url, o.sender_url),
        closed_at = null, closed_because = null, skew_ms = 0,
        missed_listings = 0, missed_since = null,
        is_silenced = facts.silenced = 1,
        due_at = case
          when case_is = 'back' or (o.is_silenced and facts.silenced = 0) then moment.at
          else o.due_at
        end
      from facts, moment
      where o.id = facts.last_id and facts.status = 'firing' and case_is in ('open', 'back')
    ),
    closed as (
      update occurrences as o
      set
        closed_at = greatest(moment.at, o.last_seen), closed_because = 'resolved',
        skew_ms = ${skewMs("facts.ends_at", "greatest(moment.at, o.last_seen)")},
        due_at = moment.at, looks = 0, page_at = null
      from facts, moment
      where o.id = facts.last_id and facts.status = 'resolved' and case_is = 'open'
    )
    select
      case
        when case_is = 'old' then 'known'
        when status = 'resolved' then 'closed'
        when case_is = 'open' then 'seen'
        else 'opened'
      end as taken
    from facts
    order by n
  `.execute(transaction);
  return rows.map(({ taken }) => taken);
}

const SEEN = {
  new_id: "uuid",
  source: "text",
  fingerprint: "text",
  status: "text",
  labels: "json",
  annotations: "json",
  group_key: "text",
  generator_url: "text",
  sender_url: "text",
  starts_ms: "double precision",
  ends_ms: "double precision",
  silenced: "integer",
} as const satisfies Columns;

function rowOf(sighting: Sighting) {
  const { id, source, fingerprint, alert, startsAt, endsAt, isSilenced } = sighting;
  return {
    new_id: id,
    source,
    fingerprint,
    status: alert.status,
    labels: JSON.stringify(Object.fromEntries(alert.labels)),
    annotations: JSON.stringify(Object.fromEntries(alert.annotations)),
    group_key: sighting.groupKey ?? null,
    generator_url: sighting.generatorUrl ?? null,
    sender_url: sighting.senderUrl ?? null,
    starts_ms: startsAt,
    ends_ms: endsAt,
    silenced: isSilenced ? 1 : 0,
  };
}

/** How far the end that the source names lies from ours; nothing when it names none. */
function skewMs(ends: string, ours: string) {
  return sql.raw(`coalesce(greatest(-2147483647, least(2147483647,
    extract(epoch from ${ends} - ${ours}) * 1000)), 0)::integer`);
}

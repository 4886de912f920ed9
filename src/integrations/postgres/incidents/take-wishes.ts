import { sql } from "kysely";
import type { AlertFacts, Cause, Unpaged, Wish } from "../../../ports/page-desk.ts";
import type { Database } from "../database.ts";

interface Row extends Omit<Wish, "cause" | "alert"> {
  readonly cause: string;
  readonly occurrence: string | null;
  readonly source: string;
  readonly groupKey: string | null;
  readonly isOver: boolean;
  readonly labels: string;
  readonly annotations: string;
}

/**
 * A run inside others belongs to the outermost of them, and that to the occurrence that started
 * it, so that all of them have one incident. No run is further inside than three.
 */
export async function takeWishes(
  database: Database,
  limit: number,
  forMs: number,
): Promise<readonly Wish[]> {
  const { rows } = await sql<Row>`
    with taken as (
      update outbox
      set next_at = now() + ${forMs} * interval '1 millisecond', attempts = attempts + 1
      where id in (
        select id from outbox
        where delivered_at is null and next_at <= now()
          and kind in
            ('escalate', 'page_for_alert', 'no_verdict', 'page_asked', 'write_note', 'record_change')
        order by next_at, id
        limit ${limit}
        for update skip locked
      )
      returning id, run_id, occurrence_id, body, attempts, created_at
    )
    select
      taken.id, attempts - 1 as attempts, created_at as at, body as cause, taken.run_id as run,
      root,
      extract(epoch from now() - created_at) * 1000 as "ageMs",
      o.id as occurrence, source, group_key as "groupKey", labels, annotations,
      closed_at is not null as "isOver"
    from taken
      left join lateral (
        select coalesce(second.parent_run, first.parent_run, own.parent_run, own.id) as root
        from runs as own
          left join runs as first on first.id = own.parent_run
          left join runs as second on second.id = first.parent_run
        where own.id = taken.run_id
      ) as outermost on true
      left join occurrences as o on o.id = coalesce(
        occurrence_id,
        (select v.occurrence_id from verdicts as v where v.run_id = root limit 1)
      )
    order by taken.id
  `.execute(database);
  return rows.map(wishOf);
}

function wishOf(row: Row): Wish {
  const { cause, occurrence, source, groupKey, labels, annotations, isOver, ageMs, ...rest } = row;
  return {
    ...rest,
    ageMs: Number(ageMs),
    // Only wishes of ours are ever written into the outbox, and only texts into labels.
    cause: JSON.parse(cause) as Cause,
    alert:
      occurrence === null
        ? null
        : {
            occurrence,
            source,
            groupKey,
            isOver,
            labels: JSON.parse(labels) as AlertFacts["labels"],
            annotations: JSON.parse(annotations) as AlertFacts["annotations"],
          },
  };
}

export async function readUnpaged(database: Database): Promise<readonly Unpaged[]> {
  const { rows } = await sql<Unpaged>`
    select
      run_id as run, occurrence_id as occurrence, created_at as at, attempts,
      next_at as "nextAt", trouble
    from outbox
    where delivered_at is null and trouble is not null
      and kind in ('escalate', 'page_for_alert', 'no_verdict', 'page_asked')
    order by id
  `.execute(database);
  return rows;
}

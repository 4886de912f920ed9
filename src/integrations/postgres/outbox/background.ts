import { sql } from "kysely";
import type { Background, EarlierRun, KnownAlert } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";

const MOST_ALERTS = 5;
const MOST_EARLIER = 3;
/** How long a fix takes is told from the fixes among so many runs. */
const RUNS_COMPARED = 50;

/** A run inside others belongs to the alert that started the outermost of them. */
export async function background(
  database: Database,
  run: string,
  targets: readonly string[],
): Promise<Background> {
  const { rows } = await sql<Row>`
    with recursive up as (
      select id, parent_run, playbook from runs where id = ${run}
      union all
      select runs.id, runs.parent_run, up.playbook from runs join up on runs.id = up.parent_run
    ),
    others as (
      select id, playbook, started_at, ended_at, outcome, undo
      from run_news join runs on id = run_id
      where targets && ${targets}::text[] and targets <> '{}' and run_id <> ${run}
    )
    select
      (
        select coalesce(json_agg(json_build_object(
          'labels', labels, 'annotations', annotations, 'generatorUrl', generator_url,
          'senderUrl', sender_url, 'closedAt', (extract(epoch from closed_at) * 1000)::bigint
        ) order by opened_at), '[]')
        from occurrences where id in (
          select occurrence_id from verdicts where run_id in (select id from up)
          limit ${MOST_ALERTS}
        )
      ) as alerts,
      (
        select coalesce(json_agg(json_build_object(
          'run', id, 'playbook', playbook,
          'startedAt', (extract(epoch from started_at) * 1000)::bigint,
          'endedAt', (extract(epoch from ended_at) * 1000)::bigint,
          'outcome', outcome, 'undo', undo
        ) order by started_at desc), '[]')
        from (select * from others order by started_at desc limit ${MOST_EARLIER}) as latest
      ) as earlier,
      (select count(*) from others where started_at > now() - interval '24 hours') as lately,
      (
        select json_build_object(
          'who', coalesce(holder_person, holding.playbook || ' (run ' || left(holder_run::text, 8) || ')'),
          'reason', reason
        )
        from target_locks left join runs as holding on holding.id = holder_run
        where target = any(${targets}::text[])
          and (holder_person is not null and until > now() or holder_run <> ${run})
        limit 1
      ) as "heldBy",
      (
        select percentile_cont(0.5) within group (
          order by extract(epoch from ended_at - started_at) * 1000)
        from (
          select started_at, ended_at, outcome from runs
          where playbook = (select playbook from up limit 1) and id <> ${run}
          order by started_at desc limit ${RUNS_COMPARED}
        ) as compared
        where outcome = 'resolved'
      ) as "usualMs",
      exists (
        select from outbox
        where run_id in (select id from up) and kind <> 'write_note' and result in ('paged', 'noted')
      ) as "isPaged"
  `.execute(database);
  const [row] = rows;
  if (row === undefined) throw new RangeError("A select without a table has one row");
  // All of these have the form that the statement gives them.
  return {
    ...row,
    alerts: JSON.parse(row.alerts) as readonly KnownAlert[],
    earlier: JSON.parse(row.earlier) as readonly EarlierRun[],
    heldBy: row.heldBy === null ? null : (JSON.parse(row.heldBy) as Background["heldBy"]),
    usualMs: row.usualMs === null ? null : Number(row.usualMs),
  };
}

interface Row extends Omit<Background, "alerts" | "earlier" | "heldBy"> {
  readonly alerts: string;
  readonly earlier: string;
  readonly heldBy: string | null;
}

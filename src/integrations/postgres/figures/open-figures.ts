import { type RawBuilder, sql } from "kysely";
import type {
  AlertFigures,
  Figured,
  HourFigures,
  PlaybookFigures,
  RunFigures,
} from "../../../ports/run-figures.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenFigures {
  readonly figures: RunFigures;
  readonly close: () => Promise<void>;
}

/** Nobody waits longer for a picture. */
const LONGEST_MS = 10_000;

export function openFigures(address: Address, onBroken: (error: Error) => void): OpenFigures {
  const database = openDatabase(address, { max: 1, onBroken, statementMs: LONGEST_MS });
  return {
    figures: {
      byPlaybook: (wanted) => byPlaybook(database, wanted),
      byHour: (wanted) => byHour(database, wanted),
      alertsSince: (since) => alertsSince(database, since),
    },
    close: () => database.destroy(),
  };
}

async function byPlaybook(
  database: Database,
  wanted: Figured,
): Promise<readonly PlaybookFigures[]> {
  const { rows } = await sql<PlaybookFigures>`
    select
      playbook,
      count(*) as ended,
      count(*) filter (where outcome = 'resolved') as resolved,
      percentile_cont(0.5) within group (
        order by extract(epoch from ended_at - started_at) * 1000
      ) filter (where outcome = 'resolved') as "medianMs"
    from runs
    where ${begunSince(wanted)} and outcome is not null
    group by playbook
  `.execute(database);
  return rows;
}

async function byHour(database: Database, wanted: Figured): Promise<readonly HourFigures[]> {
  const { rows } = await sql<HourFigures>`
    select
      extract(epoch from date_trunc('hour', started_at, 'UTC'))::double precision * 1000 as hour,
      outcome,
      count(*) as runs
    from runs
    where ${begunSince(wanted)}
    group by 1, 2
    order by 1, 2
  `.execute(database);
  return rows;
}

function begunSince({ since, hashes }: Figured): RawBuilder<boolean> {
  const seen = hashes === undefined ? sql`true` : sql`hash = any(${hashes}::text[])`;
  return sql`started_at >= ${timeOf(since)} and ${seen}`;
}

/** A run that one alert started may have been joined by others; each of them counts. */
async function alertsSince(database: Database, since: number): Promise<AlertFigures> {
  const { rows } = await sql<AlertFigures>`
    with heard as (
      select id, result from occurrences where opened_at >= ${timeOf(since)}
    ),
    begun as (
      select distinct occurrence_id, run_id
      from verdicts join heard on occurrence_id = id
      where run_id is not null
    )
    select
      (select count(*) from heard) as heard,
      (select count(*) from heard where result in ('held', 'refused', 'started')) as matched,
      (select count(*) from heard where result = 'started') as allowed,
      (select count(distinct occurrence_id) from begun) as started,
      (
        select count(distinct occurrence_id)
        from begun join runs on runs.id = run_id
        where runs.outcome = 'resolved'
      ) as resolved
  `.execute(database);
  const [counts] = rows;
  if (counts === undefined) throw new RangeError("A count has one row");
  return counts;
}

function timeOf(at: number): RawBuilder<unknown> {
  return sql`to_timestamp(${at}::double precision / 1000)`;
}

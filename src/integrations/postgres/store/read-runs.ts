import { sql } from "kysely";
import { RUN_FORM } from "../../../engine/machine/form.ts";
import {
  CLAIMS_WITHOUT_PROGRESS,
  type DueRun,
  type Page,
  type RunFilter,
  type RunRecord,
  type RunSummary,
  type Unattended,
} from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { RUN_COLUMNS, recordOf, summaryOf } from "./record.ts";

export async function getRun(database: Database, run: string): Promise<RunRecord | undefined> {
  const row = await database
    .selectFrom("runs")
    .select([...RUN_COLUMNS, "state"])
    .where("id", "=", run)
    .executeTakeFirst();
  return row && recordOf(row);
}

export async function listRuns(
  database: Database,
  { playbook, hashes, outcome, isEnded, isOrphaned }: RunFilter,
  { limit, before }: Page,
): Promise<readonly RunSummary[]> {
  let query = database
    .selectFrom("runs")
    .select(RUN_COLUMNS)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (playbook !== undefined) query = query.where("playbook", "=", playbook);
  if (hashes !== undefined) query = query.where(sql<boolean>`hash = any(${hashes}::text[])`);
  if (outcome !== undefined) query = query.where("outcome", "=", outcome);
  if (isEnded !== undefined) query = query.where(isEnded ? AT_REST : sql<boolean>`not ${AT_REST}`);
  if (isOrphaned !== undefined) {
    query = query.where(isOrphaned ? ORPHANED : sql<boolean>`not ${ORPHANED}`);
  }
  if (before !== undefined) {
    query = query.where(
      sql<boolean>`(started_at, id) < (select started_at, id from runs where id = ${before})`,
    );
  }
  const rows = await query.execute();
  return rows.map(summaryOf);
}

const ORPHANED = sql<boolean>`(
  claims_without_progress >= ${CLAIMS_WITHOUT_PROGRESS} and due_at is not null
)`;

/** Ended, and nothing of it is being taken back. */
const AT_REST = sql<boolean>`(ended_at is not null and undo is distinct from 'undoing')`;

/** Runs that an earlier claim left as they were come one by one, the least tried first. */
export async function listDue(
  database: Database,
  limit: number,
  graceMs: number,
  strange: readonly string[],
): Promise<readonly DueRun[]> {
  const isFree = sql`
    ${isUnattended(graceMs)} and form <= ${sql.lit(RUN_FORM)} and hash <> all(${strange}::text[])
  `;
  const { rows } = await sql<DueRun>`
    with suspect as (
      select id from runs
      where ${isFree} and claims_without_progress > 0
      order by claims_without_progress, due_at
      limit 1
    )
    select id as run, wake_seq as "wakeSeq", epoch, priority, due_at as "dueAt"
    from runs
    where ${isFree} and (claims_without_progress = 0 or id = (select id from suspect))
    order by priority desc, due_at
    limit ${limit}
  `.execute(database);
  return rows;
}

/** By version and form, so that what nobody can read of them need not be read. */
export async function listUnattended(
  database: Database,
  graceMs: number,
): Promise<readonly Unattended[]> {
  const { rows } = await sql<Unattended>`
    select playbook, version, hash, form, count(*) as runs
    from runs
    where ${isUnattended(graceMs)}
    group by playbook, version, hash, form
    order by playbook, version, hash, form
  `.execute(database);
  return rows;
}

function isUnattended(graceMs: number) {
  return sql<boolean>`
    due_at <= now() - ${graceMs} * interval '1 millisecond'
    and (lease_until is null or lease_until < now())
    and claims_without_progress < ${sql.lit(CLAIMS_WITHOUT_PROGRESS)}
  `;
}

export async function readClock(database: Database): Promise<number> {
  const { rows } = await sql<{ readonly now: number }>`select clock_timestamp() as now`.execute(
    database,
  );
  const [clock] = rows;
  if (clock === undefined) throw new RangeError("The database has no clock");
  return clock.now;
}

import { type RawBuilder, sql } from "kysely";
import type {
  AlertFilter,
  AlertPage,
  AlertRecord,
  VerdictRecord,
} from "../../../ports/alerts/alert-book.ts";
import type { MatchReport } from "../../../ports/alerts/match-report.ts";
import type { Database } from "../database.ts";

export async function listAlerts(
  database: Database,
  { isOpen, result }: AlertFilter,
  { limit, before }: AlertPage,
): Promise<readonly AlertRecord[]> {
  return read(
    database,
    sql`
      where ${isOpen === undefined ? sql`true` : sql`(closed_at is null) = ${isOpen}`}
        and ${result === undefined ? sql`true` : sql`result = ${result}`}
        and ${before === undefined ? sql`true` : olderThan(before)}
      order by opened_at desc, id desc
      limit ${limit}
    `,
  );
}

function olderThan(id: string): RawBuilder<unknown> {
  return sql`(opened_at, id) < (select opened_at, id from occurrences where id = ${id})`;
}

export async function getAlert(database: Database, id: string): Promise<AlertRecord | undefined> {
  const [found] = await read(database, sql`where id = ${id}`);
  return found;
}

export async function newestAlert(
  database: Database,
  fingerprint: string,
): Promise<AlertRecord | undefined> {
  const [found] = await read(
    database,
    sql`where fingerprint = ${fingerprint} order by opened_at desc limit 1`,
  );
  return found;
}

export async function alertsOfRun(
  database: Database,
  run: string,
): Promise<readonly AlertRecord[]> {
  return read(
    database,
    sql`
      where id in (select occurrence_id from verdicts where run_id = ${run})
      order by opened_at desc
    `,
  );
}

export async function readVerdicts(
  database: Database,
  id: string,
): Promise<readonly VerdictRecord[]> {
  const { rows } = await sql<VerdictRecord & { readonly report: string }>`
    select at, result, run_id as run, report from verdicts where occurrence_id = ${id} order by seq
  `.execute(database);
  return rows.map((row) => ({ ...row, report: reportIn(row.report) }));
}

/** Only `settleAll` writes reports; those of earlier versions have no list of the others. */
function reportIn(json: string): MatchReport {
  const report = JSON.parse(json) as Omit<MatchReport, "others"> & Partial<MatchReport>;
  return { others: [], ...report };
}

interface AlertRow extends Omit<AlertRecord, "labels" | "annotations"> {
  readonly labels: string;
  readonly annotations: string;
}

async function read(
  database: Database,
  which: RawBuilder<unknown>,
): Promise<readonly AlertRecord[]> {
  const { rows } = await sql<AlertRow>`
    select
      id, source, fingerprint, labels, annotations, result, starts_at as "startsAt",
      opened_at as "openedAt", last_seen as "lastSeen", closed_at as "closedAt",
      closed_because as "closedBecause", is_silenced as "isSilenced", paged_at as "pagedAt"
    from occurrences ${which}
  `.execute(database);
  // Only `takeInAll` writes them, from maps of texts.
  return rows.map((row) => ({
    ...row,
    labels: JSON.parse(row.labels) as AlertRecord["labels"],
    annotations: JSON.parse(row.annotations) as AlertRecord["annotations"],
  }));
}

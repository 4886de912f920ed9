import { sql } from "kysely";
import type { RunLine, RunNews } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";

const IS_OPEN = sql`(over_seq is null or again_seq > over_seq)`;

export async function news(database: Database, limit: number): Promise<readonly RunNews[]> {
  const { rows } = await sql<RunNews>`
    select run_id as run, told_seq as told, began_at as "beganAt", home
    from run_news join runs on id = run_id
    where ${IS_OPEN} and last_seq > told_seq
    order by began_at, run_id
    limit ${limit}
  `.execute(database);
  return rows;
}

/** A message that shows many runs shows so many of them, and says how many more there are. */
const LINES = 100;

export async function linesAt(database: Database, home: string): Promise<readonly RunLine[]> {
  const { rows } = await sql<RunLine>`
    select run_id as run, line from run_news where home = ${home} and over_seq is null
    order by began_at, run_id limit ${LINES}
  `.execute(database);
  return rows;
}

export async function begunIn(
  database: Database,
  channel: string,
  withinMs: number,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*) from run_news
    where over_seq is null and channel = ${channel}
      and began_at > now() - ${withinMs} * interval '1 millisecond'
  `.execute(database);
  return rows[0]?.count ?? 0;
}

import { sql } from "kysely";
import type { LabelPatterns, NewWindow, OneOffWindow } from "../../../ports/alerts/window-store.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import type { Database } from "../database.ts";

export async function listWindows(database: Database): Promise<readonly OneOffWindow[]> {
  const { rows } = await sql<WindowRow>`
    select ${COLUMNS} from windows where ends_at > now() order by ends_at, id
  `.execute(database);
  return rows.map(windowOf);
}

export async function addWindow(
  database: Database,
  { id, kind, labels, reason, startsAt, lastsMs }: NewWindow,
  { actor, surface }: Author,
): Promise<OneOffWindow> {
  const body = JSON.stringify({ kind, labels, reason, startsAt, lastsMs });
  const { rows } = await sql<WindowRow>`
    with made as (
      insert into windows (id, kind, labels, reason, starts_at, ends_at, made_by)
      select
        ${id}, ${kind}, ${JSON.stringify(labels)}, ${reason},
        start, start + ${lastsMs}::double precision * interval '1 ms', ${actor}
      from (
        select coalesce(to_timestamp(${startsAt}::double precision / 1000), now()) as start
      ) as wanted
      returning *
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select ${subjectOf(id)}, 'window_added', ${actor}, ${surface}, ${body}::text from made
    )
    select ${COLUMNS} from made
  `.execute(database);
  const [made] = rows;
  if (made === undefined) throw new RangeError("A window was not made");
  return windowOf(made);
}

export async function endWindow(
  database: Database,
  id: string,
  { actor, surface }: Author,
): Promise<boolean> {
  const { rows } = await sql`
    with ended as (
      update windows
      set ends_at = greatest(now(), starts_at + interval '1 ms')
      where id = ${id} and ends_at > greatest(now(), starts_at + interval '1 ms')
      returning id
    ),
    recorded as (
      insert into events (subject, kind, actor, surface, body)
      select ${subjectOf(id)}, 'window_ended', ${actor}, ${surface}, '{}' from ended
    )
    select id from ended
  `.execute(database);
  return rows.length > 0;
}

interface WindowRow extends Omit<OneOffWindow, "labels"> {
  readonly labels: string;
}

const COLUMNS = sql.raw(`
  id, kind, labels, reason, starts_at as "startsAt", ends_at as "endsAt", made_by as "madeBy"`);

function windowOf(row: WindowRow): OneOffWindow {
  // Only `addWindow` writes them.
  return { ...row, labels: JSON.parse(row.labels) as LabelPatterns };
}

/** The chain of a window in the record. */
function subjectOf(id: string): string {
  return `window:${id}`;
}

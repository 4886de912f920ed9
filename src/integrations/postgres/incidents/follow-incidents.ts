import { sql } from "kysely";
import type { Behind, Incident, Teller } from "../../../ports/page-desk.ts";
import type { Database } from "../database.ts";

/** What people do in PagerDuty itself is known there. */
const PEOPLE = ["cli", "api", "slack", "console"];

export async function readBehind(database: Database): Promise<readonly Behind[]> {
  const { rows } = await sql<Behind>`
    select key, service, 'resolved' as how
    from incidents join occurrences as o on o.id = occurrence_id
    where resolved_at is null and closed_because = 'resolved' and closed_at > incidents.opened_at
    union all
    select key, service, 'acknowledged' as how
    from incidents
    where resolved_at is null and acknowledged_at is null and exists (
      select from events
      where subject = 'run:' || run_id and at > incidents.opened_at and surface = any(${PEOPLE})
    )
  `.execute(database);
  return rows;
}

export async function followIncident(
  database: Database,
  key: string,
  how: Behind["how"],
  { actor, surface }: Teller,
): Promise<void> {
  const column = sql.id(`${how}_at`);
  await sql`
    with changed as (
      update incidents set ${column} = now()
      where key = ${key} and ${column} is null and resolved_at is null
      returning key
    )
    insert into events (subject, kind, actor, surface, body)
    select 'incident:' || key, ${how}, ${actor}, ${surface}, '{}' from changed
  `.execute(database);
}

export async function findIncident(database: Database, key: string): Promise<Incident | undefined> {
  const { rows } = await sql<Incident>`
    select key, service, run_id as run, occurrence_id as occurrence
    from incidents where key = ${key}
  `.execute(database);
  return rows[0];
}

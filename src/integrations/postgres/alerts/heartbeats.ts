import { sql } from "kysely";
import type { Database } from "../database.ts";

export async function keepHeard(database: Database, source: string): Promise<void> {
  await sql`
    insert into heartbeats (source) values (${source})
    on conflict (source) do update set at = now()
  `.execute(database);
}

export async function readHeard(database: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly source: string; readonly at: number }>`
    select source, at from heartbeats
  `.execute(database);
  return new Map(rows.map(({ source, at }) => [source, at]));
}

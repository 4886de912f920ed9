import { Client } from "pg";
import { createSqlDatabase, type SqlOptions } from "../../../src/integrations/sql/client.ts";
import type { Connection } from "../../postgres/administer.ts";
import { emptyDatabase } from "../../postgres/server.ts";

/** A real database with a table of runs, and a way in beside the one that is tested. */
export interface RunsWorld {
  readonly server: Connection;
  readonly rows: (text: string) => Promise<readonly Record<string, unknown>[]>;
}

export async function startRuns(...atTheEnd: Parameters<typeof emptyDatabase>): Promise<RunsWorld> {
  const server = await emptyDatabase(...atTheEnd);
  const rows = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new Client({ ...server });
    await client.connect();
    try {
      const result = await client.query<Record<string, unknown>>(text);
      return result.rows;
    } finally {
      await client.end();
    }
  };
  await rows("create table runs (id text primary key, status text not null)");
  await rows("insert into runs select 'wf-' || n, 'RUNNING' from generate_series(1, 5) n");
  return { server, rows };
}

export const MARKERS =
  "create table pitcrew_effects (key text primary key, at timestamptz not null default now(), result jsonb)";

export function databaseAt(
  server: Connection & { readonly port?: number },
  options: Partial<SqlOptions> = {},
) {
  return createSqlDatabase({ url: async () => urlOf(server), statementMs: 5_000, ...options });
}

export function urlOf({ host, database, user, port }: Connection & { port?: number }): string {
  const at = new URLSearchParams({ host, user, ...(port !== undefined && { port: String(port) }) });
  return `postgres:///${database}?${at.toString()}`;
}

import { sql } from "kysely";
import type { ActiveVersion, VersionFilter, VersionRecord } from "../../../ports/playbook-store.ts";
import type { Database } from "../database.ts";

export async function readActive(database: Database): Promise<readonly ActiveVersion[]> {
  return database
    .selectFrom("activations")
    .innerJoin("playbook_versions as kept", (join) =>
      join.onRef("kept.name", "=", "activations.name").onRef("kept.hash", "=", "activations.hash"),
    )
    .select([
      "kept.name as playbook",
      "kept.version",
      "kept.hash",
      "activations.since",
      "activations.pinned_by as pinnedBy",
    ])
    .orderBy("kept.name")
    .execute();
}

export async function readContent(
  database: Database,
  playbook: string,
  hash: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom("playbook_versions")
    .select("content")
    .where("name", "=", playbook)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return row?.content;
}

export async function readVersions(
  database: Database,
  { playbook, isActive }: VersionFilter,
): Promise<readonly VersionRecord[]> {
  const { rows } = await sql<VersionRecord>`
    select
      name as playbook, version, kept.hash, published_at as "publishedAt",
      since as "activeSince", pinned_by as "pinnedBy", coalesce(counted.runs, 0) as runs
    from playbook_versions as kept
      left join activations using (name, hash)
      left join (
        select playbook as name, hash, count(*) as runs from runs
        ${playbook === undefined ? sql`` : sql`where playbook = ${playbook}`}
        group by playbook, hash
      ) as counted using (name, hash)
    where ${playbook === undefined ? sql`true` : sql`name = ${playbook}`}
      and ${isActive === undefined ? sql`true` : sql`(since is not null) = ${isActive}`}
    order by name, published_at desc, hash
  `.execute(database);
  return rows;
}

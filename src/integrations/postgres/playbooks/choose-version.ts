import { sql } from "kysely";
import type { Author, VersionChoice } from "../../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { subjectOf } from "./entry.ts";

/** The choice and its entry in the record are one statement. */
export async function chooseVersion(
  database: Database,
  { version: { playbook, version, hash }, isPinned }: VersionChoice,
  { actor, surface }: Author,
): Promise<void> {
  const body = JSON.stringify({ version, hash, ...(isPinned && { pinned: true }) });
  await sql`
    with chosen as (
      insert into activations as old (name, hash, pinned_by, pinned_at)
      values (
        ${playbook}, ${hash},
        case when ${isPinned} then ${actor} end, case when ${isPinned} then now() end
      )
      on conflict (name) do update set
        hash = excluded.hash,
        since = case when old.hash = excluded.hash then old.since else now() end,
        pinned_by = excluded.pinned_by,
        pinned_at = excluded.pinned_at
      where old.hash is distinct from excluded.hash
        or (old.pinned_at is null) <> (excluded.pinned_at is null)
      returning name
    )
    insert into events (subject, kind, actor, surface, body)
    select ${subjectOf(playbook)}, 'activated', ${actor}, ${surface}, ${body} from chosen
  `.execute(database);
}

export async function unpin(
  database: Database,
  playbook: string,
  { actor, surface }: Author,
): Promise<boolean> {
  const { rows } = await sql`
    with freed as (
      update activations set pinned_by = null, pinned_at = null
      where name = ${playbook} and pinned_at is not null
      returning name
    )
    insert into events (subject, kind, actor, surface, body)
    select ${subjectOf(playbook)}, 'unpinned', ${actor}, ${surface}, '{}' from freed
    returning subject
  `.execute(database);
  return rows.length > 0;
}

export async function readVersionBefore(
  database: Database,
  playbook: string,
): Promise<PinnedPlaybook | undefined> {
  const { rows } = await sql<PinnedPlaybook>`
    select kept.name as playbook, kept.version, kept.hash
    from events
      join playbook_versions as kept on kept.name = ${playbook} and kept.hash = body::json ->> 'hash'
    where subject = ${subjectOf(playbook)} and kind = 'activated'
      and kept.hash is distinct from (select hash from activations where name = ${playbook})
    order by seq desc
    limit 1
  `.execute(database);
  return rows[0];
}

export async function readPublisher(
  database: Database,
  { playbook, hash }: PinnedPlaybook,
): Promise<string | undefined> {
  const { rows } = await sql<{ readonly actor: string }>`
    select actor from events
    where subject = ${subjectOf(playbook)} and kind = 'published' and body::json ->> 'hash' = ${hash}
    order by seq
    limit 1
  `.execute(database);
  return rows[0]?.actor;
}

import { sql, type Transaction } from "kysely";
import type { Author, NewVersion } from "../../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Schema } from "../schema.ts";
import { rowsAs } from "../store/rows-as.ts";
import { ENTRY, entryOf } from "./entry.ts";

const VERSION = { ...ENTRY, version: "text", hash: "text", content: "text" } as const;

/** New versions and their entries in the record are one statement. */
export async function publishAll(
  transaction: Transaction<Schema>,
  versions: readonly NewVersion[],
  { actor, surface }: Author,
): Promise<readonly PinnedPlaybook[]> {
  const given = rowsAs("given", VERSION, versions.map(rowOf));
  await sql`
    with published as (
      insert into playbook_versions (name, version, hash, content)
      select name, version, hash, content from ${given}
      on conflict do nothing
      returning name, hash
    )
    insert into events (subject, kind, actor, surface, body)
    select subject, kind, ${actor}, ${surface}, body
    from ${given} join published using (name, hash)
  `.execute(transaction);
  const { rows } = await sql<PinnedPlaybook>`
    select name as playbook, version, kept.hash
    from playbook_versions as kept join ${given} using (name, version)
  `.execute(transaction);
  return rows;
}

function rowOf({ content, isShipped = false, ...pinned }: NewVersion) {
  const { version, hash } = pinned;
  return { ...entryOf("published", pinned, isShipped), version, hash, content };
}

import { sql, type Transaction } from "kysely";
import type { Author, Choice } from "../../../ports/playbook-store.ts";
import type { Schema } from "../schema.ts";
import { rowsAs } from "../store/rows-as.ts";
import { ENTRY, entryOf, withdrawn } from "./entry.ts";

const CHANGE = { ...ENTRY, hash: "text" } as const;

/** Changes of what is active and their entries in the record are one statement. */
export async function activateAll(
  transaction: Transaction<Schema>,
  { activate, withdraw }: Choice,
  { actor, surface }: Author,
): Promise<void> {
  const wanted = rowsAs("wanted", CHANGE, [
    ...activate.map((version) => ({ ...entryOf("activated", version), hash: version.hash })),
    ...withdraw.map((name) => ({ ...withdrawn(name), hash: null })),
  ]);
  await sql`
    with changed as (
      insert into activations (name, hash)
      select name, hash from ${wanted}
      on conflict (name) do update set hash = excluded.hash, since = excluded.since
        where activations.hash is distinct from excluded.hash and activations.pinned_at is null
      returning name
    )
    insert into events (subject, kind, actor, surface, body)
    select subject, kind, ${actor}, ${surface}, body
    from ${wanted} join changed using (name)
  `.execute(transaction);
}

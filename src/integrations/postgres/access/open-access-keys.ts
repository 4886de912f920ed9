import { type RawBuilder, sql } from "kysely";
import type { AccessKeys, FoundKey, KeyRecord, NewKey } from "../../../ports/access-keys.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenAccessKeys {
  readonly keys: AccessKeys;
  readonly close: () => Promise<void>;
}

/** Keys in PostgreSQL. A change and its entry in the record are one statement. */
export function openAccessKeys(address: Address, onBroken: (error: Error) => void): OpenAccessKeys {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    keys: {
      create: (key, author) => createKey(database, key, author),
      find: (id) => findKey(database, id),
      named: async (name) => (await readKeys(database, sql`where name = ${name}`))[0],
      list: () => readKeys(database, sql``),
      rotate: (name, digest, keepOldMs, author) =>
        changeKey(database, name, author, {
          kind: "renewed",
          set: sql`
            old_digest = digest,
            old_until = now() + ${keepOldMs} * interval '1 millisecond',
            digest = ${Buffer.from(digest)}
          `,
        }),
      revoke: (name, author) =>
        changeKey(database, name, author, { kind: "revoked", set: sql`revoked_at = now()` }),
      touch: (id) => touchKey(database, id),
    },
    close: () => database.destroy(),
  };
}

/** The chain of all keys in the record. */
const SUBJECT = "keys";

const COLUMNS = sql`
  id, name, person, roles, made_by as "madeBy", made_at as "madeAt", expires_at as "expiresAt",
  used_at as "usedAt", revoked_at as "revokedAt"
`;

async function createKey(
  database: Database,
  { id, name, person, roles, digest, livesMs }: NewKey,
  { actor, surface }: Author,
): Promise<"created" | "name_taken"> {
  const body = JSON.stringify({ id, name, person, roles, lives_ms: livesMs });
  const { rows } = await sql`
    with made as (
      insert into access_keys (id, name, person, roles, digest, made_by, expires_at)
      values (
        ${id}, ${name}, ${person}, ${roles}::text[], ${Buffer.from(digest)}, ${actor},
        now() + ${livesMs} * interval '1 millisecond'
      )
      on conflict (name) do nothing
      returning id
    )
    insert into events (subject, kind, actor, surface, body)
    select ${SUBJECT}, 'created', ${actor}, ${surface}, ${body} from made
    returning seq
  `.execute(database);
  return rows.length > 0 ? "created" : "name_taken";
}

async function findKey(database: Database, id: string): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey>`
    select ${COLUMNS}, expires_at <= now() as "isExpired",
      array_remove(array[digest, case when old_until > now() then old_digest end], null) as digests
    from access_keys where id = ${id}
  `.execute(database);
  return rows[0];
}

async function readKeys(
  database: Database,
  which: RawBuilder<unknown>,
): Promise<readonly KeyRecord[]> {
  const { rows } = await sql<KeyRecord>`
    select ${COLUMNS} from access_keys ${which} order by name
  `.execute(database);
  return rows;
}

/** A key that was revoked stays as it is. */
async function changeKey(
  database: Database,
  name: string,
  { actor, surface }: Author,
  { kind, set }: { readonly kind: "renewed" | "revoked"; readonly set: RawBuilder<unknown> },
): Promise<KeyRecord | undefined> {
  const body = JSON.stringify({ name });
  await sql`
    with changed as (
      update access_keys set ${set} where name = ${name} and revoked_at is null returning id
    )
    insert into events (subject, kind, actor, surface, body)
    select ${SUBJECT}, ${kind}, ${actor}, ${surface}, ${body} from changed
  `.execute(database);
  return (await readKeys(database, sql`where name = ${name}`))[0];
}

async function touchKey(database: Database, id: string): Promise<void> {
  await sql`update access_keys set used_at = now() where id = ${id}`.execute(database);
}

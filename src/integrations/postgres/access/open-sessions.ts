import { sql } from "kysely";
import type { Author } from "../../../ports/playbook-store.ts";
import type { NewSession, Sessions } from "../../../ports/sessions.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenSessions {
  readonly sessions: Sessions;
  readonly close: () => Promise<void>;
}

/** Sessions in PostgreSQL. A change and its entry in the record are one statement. */
export function openSessions(address: Address, onBroken: (error: Error) => void): OpenSessions {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    sessions: {
      begin: (session, author) => begin(database, session, author),
      personOf: (digest) => personOf(database, digest),
      end: (digest, author) => end(database, digest, author),
    },
    close: () => database.destroy(),
  };
}

/** The chain of all sessions in the record. */
const SUBJECT = "sessions";

async function begin(
  database: Database,
  { digest, person, way, livesMs }: NewSession,
  { actor, surface }: Author,
): Promise<void> {
  const body = JSON.stringify({ person, way, lives_ms: livesMs });
  await sql`
    with begun as (
      insert into sessions (digest, person, way, expires_at)
      values (
        ${Buffer.from(digest)}, ${person}, ${way}, now() + ${livesMs} * interval '1 millisecond'
      )
      returning person
    )
    insert into events (subject, kind, actor, surface, body)
    select ${SUBJECT}, 'signed_in', ${actor}, ${surface}, ${body} from begun
  `.execute(database);
}

async function personOf(database: Database, digest: Uint8Array): Promise<string | undefined> {
  const row = await database
    .selectFrom("sessions")
    .select("person")
    .where("digest", "=", Buffer.from(digest))
    .where("ended_at", "is", null)
    .where(sql<boolean>`expires_at > now()`)
    .executeTakeFirst();
  return row?.person;
}

async function end(
  database: Database,
  digest: Uint8Array,
  { actor, surface }: Author,
): Promise<void> {
  await sql`
    with ended as (
      update sessions set ended_at = now()
      where digest = ${Buffer.from(digest)} and ended_at is null
      returning person
    )
    insert into events (subject, kind, actor, surface, body)
    select ${SUBJECT}, 'signed_out', ${actor}, ${surface}, '{}' from ended
  `.execute(database);
}

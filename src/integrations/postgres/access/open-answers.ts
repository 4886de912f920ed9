import { sql } from "kysely";
import type { Answers, AskedAs, KeptAnswer, Recalled } from "../../../ports/answers.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenAnswers {
  readonly answers: Answers;
  readonly close: () => Promise<void>;
}

/** Answers in PostgreSQL, so that every process knows what another has answered. */
export function openAnswers(address: Address, onBroken: (error: Error) => void): OpenAnswers {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    answers: {
      begin: (asked) => begin(database, asked),
      keep: (asked, answer) => keep(database, asked, answer),
      forget: (asked) => forget(database, asked),
    },
    close: () => database.destroy(),
  };
}

async function begin(database: Database, { actor, key, digest }: AskedAs): Promise<Recalled> {
  const request = Buffer.from(digest);
  const { rows: begun } = await sql`
    insert into answers (actor, key, request) values (${actor}, ${key}, ${request})
    on conflict (actor, key) do update
      set request = excluded.request, asked_at = now(), status = null, type = null, body = null
      where answers.asked_at < now() - interval '1 day'
        or (answers.status is null and answers.asked_at < now() - interval '1 minute')
    returning key
  `.execute(database);
  if (begun.length > 0) return { is: "new" };
  const { rows } = await sql<Kept>`
    select request = ${request} as "isSame", status, type, body
    from answers where actor = ${actor} and key = ${key}
  `.execute(database);
  const [kept] = rows;
  if (kept === undefined || !kept.isSame) return { is: "something_else" };
  const { status, type, body } = kept;
  if (status === null || type === null || body === null) return { is: "under_way" };
  return { is: "answered", answer: { status, type, body } };
}

interface Kept {
  readonly isSame: boolean;
  readonly status: number | null;
  readonly type: string | null;
  readonly body: string | null;
}

async function keep(
  database: Database,
  { actor, key }: AskedAs,
  { status, type, body }: KeptAnswer,
): Promise<void> {
  await sql`
    update answers set status = ${status}, type = ${type}, body = ${body}
    where actor = ${actor} and key = ${key}
  `.execute(database);
}

async function forget(database: Database, { actor, key }: AskedAs): Promise<void> {
  await sql`
    update answers set asked_at = '-infinity'
    where actor = ${actor} and key = ${key} and status is null
  `.execute(database);
}

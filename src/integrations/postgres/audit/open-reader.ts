import { sql } from "kysely";
import type { Checkpoint } from "../../../audit/checkpoint.ts";
import type { Recent } from "../../../audit/judge-recent.ts";
import type { ExportedEntry } from "../../../audit/verify-record.ts";
import type { AuditReader, EntryFilter } from "../../../ports/audit-reader.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";
import { readRecent } from "./read-recent.ts";

export interface OpenReader {
  readonly reader: AuditReader;
  readonly recent: () => Promise<Recent>;
  readonly close: () => Promise<void>;
}

const LONGEST_MS = 30_000;
const CONNECTIONS = 2;
/** Read at once. */
const PAGE = 2_000;
const PAGE_OF_CHECKPOINTS = 200;

/** Reads page by page, so that nothing is kept open for a reader who takes long. */
export function openReader(address: Address, onBroken: (error: Error) => void): OpenReader {
  const database = openDatabase(address, { max: CONNECTIONS, onBroken, statementMs: LONGEST_MS });
  return {
    reader: {
      checkpoints: (subject) => readCheckpoints(database, subject),
      entries: (subject) => readEntries(database, subject),
      search: (wanted) => search(database, wanted),
    },
    recent: () => readRecent(database),
    close: () => database.destroy(),
  };
}

const ENTRY = sql<ExportedEntry>`
  subject, seq, at, kind, actor, surface, body,
  encode(prev, 'hex') as prev, encode(hash, 'hex') as hash, tx
`;

async function* readEntries(
  database: Database,
  subject: string | undefined,
): AsyncGenerator<ExportedEntry> {
  let last = { subject: subject ?? "", seq: 0 };
  const only = subject === undefined ? sql`true` : sql`subject = ${subject}`;
  for (;;) {
    const { rows } = await sql<ExportedEntry>`
      select ${ENTRY} from events
      where ${only} and (subject, seq) > (${last.subject}, ${last.seq})
      order by subject, seq limit ${PAGE}
    `.execute(database);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = end;
  }
}

async function* readCheckpoints(
  database: Database,
  subject: string | undefined,
): AsyncGenerator<Checkpoint> {
  let after = 0;
  const only = subject === undefined ? sql`true` : aboutSubject(subject);
  for (;;) {
    const { rows } = await sql<Checkpoint>`
      select number, body, heads, key, signature from checkpoints
      where number > ${after} and ${only} order by number limit ${PAGE_OF_CHECKPOINTS}
    `.execute(database);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE_OF_CHECKPOINTS) return;
    after = end.number;
  }
}

/** A chain is sealed soon after it grew, so only those of its time are looked into. */
function aboutSubject(subject: string) {
  return sql`
    number in (
      select number from checkpoints
      where position(' ' || ${subject} in heads) > 0
        and at >= (select min(at) from events where subject = ${subject})
    )
  `;
}

async function search(
  database: Database,
  { subject, actor, since, limit }: EntryFilter,
): Promise<readonly ExportedEntry[]> {
  const { rows } = await sql<ExportedEntry>`
    select ${ENTRY} from events
    where ${subject === undefined ? sql`true` : sql`subject = ${subject}`}
      and ${actor === undefined ? sql`true` : sql`actor = ${actor}`}
      and ${since === undefined ? sql`true` : sql`at >= to_timestamp(${since}::double precision / 1000)`}
    order by tx desc, subject, seq desc limit ${limit}
  `.execute(database);
  return rows;
}

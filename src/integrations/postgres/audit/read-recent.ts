import { sql } from "kysely";
import { type Checkpoint, readHeads, readStatement } from "../../../audit/checkpoint.ts";
import type { Recent } from "../../../audit/judge-recent.ts";
import type { Database } from "../database.ts";
import { rowsAs } from "../store/rows-as.ts";

/** So many of the newest checkpoints are looked at when a process starts. */
const RECENT = 100;

export async function readRecent(database: Database): Promise<Recent> {
  const newest = await database
    .selectFrom("checkpoints")
    .select(["number", "body", "heads", "key", "signature"])
    .orderBy("number", "desc")
    .limit(RECENT)
    .execute();
  const checkpoints = newest.toReversed();
  const hashes = await readHashes(database, checkpoints);
  return { checkpoints, hashOf: (subject, seq) => hashes.get(`${seq} ${subject}`) };
}

async function readHashes(
  database: Database,
  checkpoints: readonly Checkpoint[],
): Promise<ReadonlyMap<string, string>> {
  const sealed = checkpoints.flatMap(({ body, heads }) => {
    const statement = readStatement(body);
    return (statement && readHeads(statement, heads)) ?? [];
  });
  const places = sealed.map(({ subject, seq }) => ({ subject, seq }));
  const { rows } = await sql<{ readonly place: string; readonly hash: string }>`
    select events.seq || ' ' || events.subject as place, encode(events.hash, 'hex') as hash
    from ${rowsAs("p", { subject: "text", seq: "bigint" }, places)}
      join events on events.subject = p.subject and events.seq = p.seq
  `.execute(database);
  return new Map(rows.map(({ place, hash }) => [place, hash]));
}

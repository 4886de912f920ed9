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

/** Of the entries as they are; of a chain that was removed after its time, as it ended. */
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
    with places as materialized (
      select subject, seq from ${rowsAs("p", { subject: "text", seq: "bigint" }, places)}
    )
    select events.seq || ' ' || events.subject as place, encode(events.hash, 'hex') as hash
    from places join events using (subject, seq)
    union all
    select (chain ->> 1) || ' ' || (chain ->> 0), chain ->> 2
    from events cross join json_array_elements(body::json -> 'chains') as chain
    where subject = 'retention' and kind = 'removed'
      and (chain ->> 0, (chain ->> 1)::bigint) in (select subject, seq from places)
  `.execute(database);
  return new Map(rows.map(({ place, hash }) => [place, hash]));
}

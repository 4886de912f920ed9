import type { Message, Told, WithoutTime } from "../../../ports/run-message.ts";
import type { Claim } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";

export interface MessageRow {
  readonly seq: number;
  readonly event: WithoutTime<Told>;
  readonly actor: string;
  readonly surface: string;
  readonly at: number;
}

export function messageOf({ seq, event, actor, surface, at }: MessageRow): Message {
  // Giving an event its time back makes it what it was before the time was left out.
  return { seq, event: { ...event, at }, actor, surface };
}

/** Messages that the holder of a claim has not been given. */
export async function readNews(
  database: Database,
  { run, heard }: Claim,
): Promise<readonly Message[]> {
  const rows = await database
    .selectFrom("inbox")
    .select(["seq", "event", "actor", "surface", "at"])
    .where("run_id", "=", run)
    .where("seq", ">", heard)
    .orderBy("seq")
    .execute();
  // Only `sendMessage` writes events into the inbox.
  return rows.map((row) =>
    messageOf({ ...row, event: JSON.parse(row.event) as WithoutTime<Told> }),
  );
}

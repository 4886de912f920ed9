import { sql } from "kysely";
import type { Note } from "../../../audit/checkpoint.ts";
import type { CheckpointStore } from "../../../ports/checkpoint-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { seal } from "./seal.ts";

export interface OpenCheckpointStore {
  readonly store: CheckpointStore;
  readonly close: () => Promise<void>;
}

/** The first checkpoint of an old record reads all of it. */
const LONGEST_MS = 60_000;

/** On a connection of its own, so that the busiest hour of runs does not hold checkpoints up. */
export function openCheckpointStore(
  address: Address,
  onBroken: (error: Error) => void,
): OpenCheckpointStore {
  const database = openDatabase(address, { max: 1, onBroken, statementMs: LONGEST_MS });
  return {
    store: {
      seal: (write) => seal(database, write),
      notesAfter: async (number, limit): Promise<readonly Note[]> =>
        database
          .selectFrom("checkpoints")
          .select(["number", "body", "key", "signature"])
          .where("number", ">", number)
          .orderBy("number")
          .limit(limit)
          .execute(),
      readAnchor: async (place) => {
        const anchor = await database
          .selectFrom("anchors")
          .select("number")
          .where("place", "=", place)
          .executeTakeFirst();
        return anchor?.number ?? 0;
      },
      moveAnchor: async (place, number) => {
        await sql`
          insert into anchors (place, number) values (${place}, ${number})
          on conflict (place) do update
            set number = greatest(anchors.number, excluded.number), at = now()
        `.execute(database);
      },
    },
    close: () => database.destroy(),
  };
}

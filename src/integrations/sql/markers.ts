import type { Client } from "pg";
import { z } from "zod";
import type { JsonObject } from "../../model/json.ts";

/** What an effect came to. */
export interface Effect {
  readonly count: number;
  readonly rows: readonly JsonObject[];
}

/**
 * Remembers in the very database that is changed, and in the same transaction, what was done under
 * a key. So a repeat finds either both the change and its mark, or neither.
 */
export interface Markers {
  /** Takes the key, or says what came of the effect that has it. Waits for one that is under way. */
  readonly claim: (client: Client, key: string) => Promise<Effect | undefined>;
  readonly fill: (client: Client, key: string, effect: Effect) => Promise<void>;
}

export function markersIn(table: string): Markers {
  return {
    claim: async (client, key) => {
      const { rowCount } = await client.query(
        `insert into ${table} (key) values ($1) on conflict (key) do nothing`,
        [key],
      );
      if (rowCount === 1) return undefined;
      const { rows } = await client.query(`select result from ${table} where key = $1`, [key]);
      return Kept.parse(rows[0]).result;
    },
    fill: async (client, key, effect) => {
      await client.query(`update ${table} set result = $2 where key = $1`, [
        key,
        JSON.stringify(effect),
      ]);
    },
  };
}

const Kept = z.object({
  result: z.object({
    count: z.number(),
    rows: z.array(z.record(z.string(), z.json())),
  }),
});

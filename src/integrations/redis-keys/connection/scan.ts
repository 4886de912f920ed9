import type { Redis } from "ioredis";
import type { Keyspace } from "../../../ports/key-store.ts";

export interface Scanned {
  readonly keys: readonly string[];
  readonly isComplete: boolean;
}

/** Looks through the database a piece at a time; it never holds Redis up as KEYS would. */
export async function scan(
  client: Redis,
  { prefix, max, lookAtMost }: Keyspace,
  signal: AbortSignal,
): Promise<Scanned> {
  // A key may turn up twice while Redis makes its table larger or smaller.
  const found = new Set<string>();
  const pattern = `${escapeGlob(prefix)}*`;
  let cursor = "0";
  let lookedAt = 0;
  do {
    signal.throwIfAborted();
    const [next, keys] = await client.scan(cursor, "MATCH", pattern, "COUNT", PIECE);
    for (const key of keys) found.add(key);
    cursor = next;
    lookedAt += PIECE;
  } while (cursor !== "0" && lookedAt < lookAtMost && found.size <= max);
  return { keys: [...found].slice(0, max), isComplete: cursor === "0" && found.size <= max };
}

/** What Redis looks at in one go: a fraction of a millisecond. */
const PIECE = 500;

/** So that each character stands for itself. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/[*?[\]\\]/g, "\\$&");
}

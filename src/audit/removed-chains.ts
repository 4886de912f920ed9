import { z } from "zod";
import type { Entry, Head } from "./chain.ts";

/** The chain that says which other chains were removed, once they had been kept long enough. */
const RETENTION = "retention";

/** No chain is removed before; the database sees to it, and who verifies does as well. */
const LEAST_KEPT_MS = 90 * 86_400_000;

/** How a chain ended that was removed, and when that was. */
export interface RemovedChain extends Head {
  readonly removedAt: number;
}

const Body = z.object({
  chains: z.array(z.tuple([z.string(), z.int().min(1), z.string()])).readonly(),
});

/** The chains that an entry says were removed, by subject; none for an entry about anything else. */
export function readRemoved(entry: Entry): ReadonlyMap<string, RemovedChain> {
  if (entry.subject !== RETENTION || entry.kind !== "removed") return new Map();
  const { data } = Body.safeParse(parse(entry.body));
  const chains = data?.chains ?? [];
  return new Map(
    chains.map(([subject, seq, hash]) => [subject, { seq, hash, removedAt: entry.at }]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What checkpoints say about a chain that is not there. */
export interface SealedChain {
  /** The hash at each entry that a checkpoint names. */
  readonly heads: ReadonlyMap<number, string>;
  /** Of the last of those checkpoints. */
  readonly sealedAt: number;
}

/** Why a chain cannot have been removed in the way that `removed` says; nothing when it can. */
export function whyNotRemoved(
  { heads, sealedAt }: SealedChain,
  { seq, hash, removedAt }: RemovedChain,
): string | undefined {
  const last = Math.max(...heads.keys());
  if (last !== seq || heads.get(last) !== hash) {
    return "said to be removed, but not as it was sealed";
  }
  if (removedAt - sealedAt < LEAST_KEPT_MS) return "removed before its time";
  return undefined;
}

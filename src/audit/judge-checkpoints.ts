import type { PublicKey } from "./audit-key.ts";
import { GENESIS } from "./chain.ts";
import {
  bodyHash,
  type Checkpoint,
  type Note,
  readHeads,
  readStatement,
  type SealedHead,
  type Statement,
} from "./checkpoint.ts";

/** What speaks against a checkpoint. */
export type Flaw =
  | "malformed"
  | "checkpoint_missing"
  | "link_broken"
  | "key_unknown"
  | "signature_wrong"
  | "heads_altered";

export interface JudgedCheckpoint {
  readonly flaws: readonly Flaw[];
  readonly statement: Statement | undefined;
  /** What it says about chains; nothing is learned from one that cannot be believed. */
  readonly heads: readonly SealedHead[];
}

/**
 * Judges a checkpoint as the one after another; undefined is before the first. `any` is for a part
 * of the checkpoints, whose links cannot be followed.
 */
export function judgeCheckpoint(
  before: Note | undefined | "any",
  checkpoint: Checkpoint,
  keys: readonly PublicKey[],
): JudgedCheckpoint {
  const statement = readStatement(checkpoint.body);
  if (statement?.number !== checkpoint.number) {
    return { flaws: ["malformed"], statement: undefined, heads: [] };
  }
  const signature = judgeSignature(checkpoint, keys);
  const heads = readHeads(statement, checkpoint.heads);
  const flaws = [
    ...(before === "any" ? [] : judgeLink(before, statement)),
    ...signature,
    ...(heads === undefined ? (["heads_altered"] as const) : []),
  ];
  return { flaws, statement, heads: signature.length === 0 ? (heads ?? []) : [] };
}

function judgeLink(before: Note | undefined, { number, prev }: Statement): readonly Flaw[] {
  if (number !== (before?.number ?? 0) + 1) return ["checkpoint_missing"];
  return prev === (before === undefined ? GENESIS : bodyHash(before)) ? [] : ["link_broken"];
}

export function judgeSignature(
  { key: id, body, signature }: Note,
  keys: readonly PublicKey[],
): readonly Flaw[] {
  const key = keys.find((known) => known.id === id);
  if (key === undefined) return ["key_unknown"];
  return key.hasSigned(body, signature) ? [] : ["signature_wrong"];
}

import { hash } from "node:crypto";

/**
 * The record of one subject (a run, a playbook, a switch) is a chain: each entry carries the hash
 * of the one before it. Whoever changes, removes, swaps or inserts an entry breaks every hash
 * after it. Only a cut at the end leaves a chain whole, so compare the head with a checkpoint
 * that is kept elsewhere.
 *
 * The database computes the same hashes when an entry is written (`chain_event` in the
 * migrations); this side needs nothing but an export.
 */
export interface Entry {
  /** `run:<id>`, `playbook:<name>`, `switch:<name>`. */
  readonly subject: string;
  /** 1 for the first entry of a subject, then without gaps. */
  readonly seq: number;
  /** When it was written, by the clock of the database, in epoch milliseconds. */
  readonly at: number;
  readonly kind: string;
  /** Who did it, and through what: a person through Slack, Pitcrew through its engine. */
  readonly actor: string;
  readonly surface: string;
  /** What happened, exactly as it was written. */
  readonly body: string;
}

/** An entry in its place. Hashes are SHA-256 in lower-case hex. */
export interface ChainedEntry extends Entry {
  readonly prev: string;
  readonly hash: string;
}

/** What stands before the first entry of every subject. */
export const GENESIS = "0".repeat(64);

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly is: "whole"; readonly head: Head }
  /** `seq` is the place at which the first entry that is not as it was written was found. */
  | { readonly is: "broken"; readonly seq: number; readonly because: Break };

export type Break = "other_subject" | "entry_missing" | "link_broken" | "entry_altered";

/** What a chain begins after. */
export const NOTHING: Head = { seq: 0, hash: GENESIS };

/** Judges the entries of one subject that come after a head, the oldest first; all, without one. */
export function verifyChain(
  subject: string,
  entries: Iterable<ChainedEntry>,
  after: Head = NOTHING,
): ChainVerdict {
  let head = after;
  for (const entry of entries) {
    const because = breakAt(subject, head, entry);
    if (because !== undefined) return { is: "broken", seq: head.seq + 1, because };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return { is: "whole", head };
}

/** Why an entry cannot be the one after a head. */
export function breakAt(subject: string, head: Head, entry: ChainedEntry): Break | undefined {
  if (entry.subject !== subject) return "other_subject";
  if (entry.seq !== head.seq + 1) return "entry_missing";
  if (entry.prev !== head.hash) return "link_broken";
  if (entry.hash !== chainHash(head.hash, entry)) return "entry_altered";
  return undefined;
}

export function chainHash(prev: string, entry: Entry): string {
  const text = canonicalText(entry);
  const room = HASH_BYTES + MOST_BYTES_OF_A_UNIT * text.length;
  if (scratch.length < room) scratch = Buffer.alloc(2 * room);
  scratch.write(prev, "hex");
  const written = scratch.write(text, HASH_BYTES);
  return hash("sha256", scratch.subarray(0, HASH_BYTES + written));
}

const HASH_BYTES = 32;
const MOST_BYTES_OF_A_UNIT = 3;

/** Kept between calls: making room for each of a million entries takes as long as hashing them. */
let scratch = Buffer.alloc(0);

/** Each field with its length in bytes before it, so that no text can pass for two fields. */
export function canonicalText(entry: Entry): string {
  const { subject, seq, at, kind, actor, surface, body } = entry;
  const place = measured(subject) + measured(String(seq)) + measured(String(at));
  return place + measured(kind) + measured(actor) + measured(surface) + measured(body);
}

function measured(field: string): string {
  return `${Buffer.byteLength(field)}:${field},`;
}

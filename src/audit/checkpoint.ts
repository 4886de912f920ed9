import { hash } from "node:crypto";
import { z } from "zod";
import type { Signer } from "./audit-key.ts";
import { GENESIS, type Head } from "./chain.ts";

/**
 * Where the chains stood at a moment, signed, and linked to the checkpoint before. Whoever holds
 * one can tell whether the entries below its heads are still what they were. `body` carries a hash
 * of `heads`, so that body and signature alone prove as much as all of it.
 */
export interface Checkpoint extends Note {
  /** One line for each chain that grew: seq, hash, subject. */
  readonly heads: string;
}

/** What is kept outside. */
export interface Note {
  readonly number: number;
  /** Exactly what was signed. */
  readonly body: string;
  /** The id of the key that signed. */
  readonly key: string;
  readonly signature: string;
}

/** The last entry of a chain at that moment. */
export interface SealedHead extends Head {
  readonly subject: string;
}

const SHA_256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a body says. */
export const Statement = z.strictObject({
  format: z.literal(1),
  /** 1 for the first, then without gaps. */
  number: z.int().min(1),
  /** By the clock of the database, in epoch milliseconds. */
  at: z.int(),
  /** The hash of the body before it. */
  prev: SHA_256,
  /** Every entry of a transaction below this one has been sealed. */
  upto: z.int().min(0),
  count: z.int().min(0),
  /** The hash of the lines of heads. */
  heads: SHA_256,
});

export type Statement = z.infer<typeof Statement>;

export interface Unsealed {
  readonly last: Note | undefined;
  readonly heads: readonly SealedHead[];
  readonly upto: number;
  readonly at: number;
}

export function writeCheckpoint({ last, heads, upto, at }: Unsealed, signer: Signer): Checkpoint {
  const lines = heads.map(lineOf).join("\n");
  const statement: Statement = {
    format: 1,
    number: (last?.number ?? 0) + 1,
    at,
    prev: last === undefined ? GENESIS : bodyHash(last),
    upto,
    count: heads.length,
    heads: hash("sha256", lines),
  };
  const body = JSON.stringify(statement);
  const { number } = statement;
  return { number, body, heads: lines, key: signer.key.id, signature: signer.sign(body) };
}

export function bodyHash({ body }: Pick<Note, "body">): string {
  return hash("sha256", body);
}

/** Nothing when a body does not say what all bodies say. */
export function readStatement(body: string): Statement | undefined {
  try {
    return Statement.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** Nothing when the lines are not those that the statement was made of. */
export function readHeads(statement: Statement, lines: string): readonly SealedHead[] | undefined {
  if (hash("sha256", lines) !== statement.heads) return undefined;
  return lines === "" ? [] : lines.split("\n").map(headOf);
}

function lineOf({ seq, hash: of, subject }: SealedHead): string {
  return `${seq} ${of} ${subject}`;
}

/** Only `lineOf` writes lines that were signed. A subject may hold spaces. */
function headOf(line: string): SealedHead {
  const afterSeq = line.indexOf(" ");
  const afterHash = afterSeq + 1 + GENESIS.length;
  return {
    seq: Number(line.slice(0, afterSeq)),
    hash: line.slice(afterSeq + 1, afterHash),
    subject: line.slice(afterHash + 1),
  };
}

/** One line of an anchor. */
export function noteLine({ number, body, key, signature }: Note): string {
  return JSON.stringify({ number, body, key, signature } satisfies Note);
}

export const NoteLine = z.strictObject({
  number: z.int().min(1),
  body: z.string(),
  key: z.string(),
  signature: z.string(),
});

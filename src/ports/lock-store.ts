import type { Keyspace } from "./key-store.ts";
import type { RedisAnswer } from "./redis-answer.ts";

/** Finds locks and takes them away from owners that are gone, each by the token that was seen. */
export interface LockStore {
  readonly find: (search: LockSearch, signal: AbortSignal) => Promise<RedisAnswer<LocksSeen>>;
  /** How each lock stands now; changes nothing. */
  readonly inspect: (
    locks: readonly SeenLock[],
    life: SignOfLife,
    signal: AbortSignal,
  ) => Promise<RedisAnswer<readonly LockState[]>>;
  /** Compares and deletes in one go. Repeated for the same effect, it answers the same. */
  readonly clear: (
    locks: readonly SeenLock[],
    life: SignOfLife,
    effect: string,
    signal: AbortSignal,
  ) => Promise<RedisAnswer<readonly LockOutcome[]>>;
  /** Puts all back, or none when somebody has taken one of them since; answers with those taken. */
  readonly putBack: (
    locks: readonly ClearedLock[],
    signal: AbortSignal,
  ) => Promise<RedisAnswer<PutBack>>;
}

export interface SeenLock {
  readonly key: string;
  /** The whole value of the lock, by which its holder knows it again. */
  readonly token: string;
}

/** How to tell that the owner of a lock lives. */
export interface SignOfLife {
  /** The key that each living owner keeps, with `{owner}` where the owner's name belongs. */
  readonly heartbeat?: string;
  /** The owners that are known to live. */
  readonly living?: readonly string[];
  /** The owner is the token up to this text; the whole token when left out. */
  readonly ownerEndsAt?: string;
}

export interface LockSearch extends Keyspace {
  readonly life: SignOfLife;
}

export interface FoundLock extends SeenLock {
  readonly owner: string;
  /** Left out where nothing says how to tell. */
  readonly ownerLives?: boolean;
  /** Left out for a lock that lasts for ever. */
  readonly ttlMs?: number;
}

export interface LocksSeen {
  readonly locks: readonly FoundLock[];
  /** Keys under the prefix that hold no plain text, or too much of it, to be locks that we know. */
  readonly others: number;
  readonly isComplete: boolean;
}

export type LockState = "as_seen" | "gone" | "another_owner" | "owner_lives";

export interface ClearedLock extends SeenLock {
  /** When it would have ended by itself, in epoch milliseconds of that Redis. */
  readonly expiresAt?: number;
}

export type LockOutcome =
  | { readonly is: "cleared"; readonly expiresAt?: number }
  | { readonly is: Exclude<LockState, "as_seen"> };

export type PutBack =
  | { readonly is: "put_back"; readonly locks: number; readonly expired: number }
  | { readonly is: "taken"; readonly keys: readonly string[] };

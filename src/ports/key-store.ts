import type { RedisAnswer } from "./redis-answer.ts";

/** Looks at a Redis as a whole, and empties the caches in it. */
export interface KeyStore {
  readonly health: (
    keys: readonly string[],
    signal: AbortSignal,
  ) => Promise<RedisAnswer<StoreHealth>>;
  /** The keys that begin with this text, in so far as it gets through within the bounds. */
  readonly look: (within: Keyspace, signal: AbortSignal) => Promise<RedisAnswer<KeysSeen>>;
  /**
   * Removes these keys, a few at a time. The answer counts what this effect has removed in all of
   * its tries, which its own key tells from each other.
   */
  readonly remove: (
    keys: readonly string[],
    effect: string,
    signal: AbortSignal,
  ) => Promise<RedisAnswer<number>>;
}

export interface Keyspace {
  /** Taken as it stands: no character of it means anything else. */
  readonly prefix: string;
  /** So many keys are listed at most. */
  readonly max: number;
  /** Of the whole database, so many keys are looked at, at most. */
  readonly lookAtMost: number;
}

export interface KeysSeen {
  readonly keys: readonly { readonly key: string; readonly type: string }[];
  /** Whether there are surely no others. */
  readonly isComplete: boolean;
}

export interface StoreHealth {
  /** `none` stands for a key that does not exist, and `length` for how many entries it has. */
  readonly keys: readonly {
    readonly key: string;
    readonly type: string;
    readonly length: number;
  }[];
  readonly memory: {
    readonly usedBytes: number;
    /** Zero for a Redis without a limit. */
    readonly maxBytes: number;
    readonly fragmentation: number;
    readonly evictedKeys: number;
  };
  readonly clients: { readonly connected: number; readonly blocked: number };
  readonly operationsPerSecond: number;
  /** The newest first. */
  readonly slow: readonly {
    readonly at: number;
    readonly milliseconds: number;
    readonly command: string;
  }[];
  readonly persistence: {
    readonly isLoading: boolean;
    readonly isSaving: boolean;
    readonly isLastSaveGood: boolean;
    readonly isAppending: boolean;
    readonly unsavedChanges: number;
  };
  readonly replication: {
    readonly role: string;
    readonly copies: number;
    /** Of a copy: whether it hears from what it copies. */
    readonly isLinkUp: boolean;
  };
}

import type { Author } from "./playbook-store.ts";

/**
 * The keys that programs come in with, without what would let anybody use one: of a key's secret
 * there is only its digest. Every change has an entry in the record of the keys, made in the same
 * commit. Times are epoch milliseconds by the clock of the database.
 */
export interface AccessKeys {
  readonly create: (key: NewKey, author: Author) => Promise<"created" | "name_taken">;
  /** By the part of a key that is no secret. */
  readonly find: (id: string) => Promise<FoundKey | undefined>;
  readonly named: (name: string) => Promise<KeyRecord | undefined>;
  /** By name. */
  readonly list: () => Promise<readonly KeyRecord[]>;
  /** The secret before stays good for so long. Nothing is left of one before that. */
  readonly rotate: (
    name: string,
    digest: Uint8Array,
    keepOldMs: number,
    author: Author,
  ) => Promise<KeyRecord | undefined>;
  /** For ever. Doing so again changes nothing. */
  readonly revoke: (name: string, author: Author) => Promise<KeyRecord | undefined>;
  /** It was used just now. */
  readonly touch: (id: string) => Promise<void>;
}

export interface NewKey {
  readonly id: string;
  readonly name: string;
  /** Who it acts as; null for a machine. */
  readonly person: string | null;
  readonly roles: readonly string[];
  readonly digest: Uint8Array;
  readonly livesMs: number;
}

export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly person: string | null;
  readonly roles: readonly string[];
  readonly madeBy: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

export interface FoundKey extends KeyRecord {
  /** Of each secret that it may be used with now. */
  readonly digests: readonly Uint8Array[];
  readonly isExpired: boolean;
}

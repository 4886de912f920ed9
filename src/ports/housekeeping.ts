import type { ExportedEntry } from "../audit/verify-record.ts";
import type { Author } from "./playbook-store.ts";

/** What is removed once it was kept long enough, beside runs. */
export const REMOVABLE = [
  "alerts",
  "answers",
  "losses",
  "messages",
  "pager_events",
  "schedule_times",
  "sessions",
  "starts",
  "windows",
  "workers",
] as const;

export type Removable = (typeof REMOVABLE)[number];

/**
 * Removes what is past its time, and nothing else, whatever it is told: the database has the last
 * word. Removing goes in batches, so that nobody has to wait for it.
 */
export interface Housekeeping {
  /** Does it while no other process does; nothing when one is at it. */
  readonly alone: <Done>(work: () => Promise<Done>) => Promise<Done | undefined>;
  /** How much would be removed; what is more than `most` is not counted. */
  readonly count: (what: Removable, keepMs: number, most: number) => Promise<number>;
  readonly remove: (what: Removable, keepMs: number, most: number) => Promise<number>;
  /** Runs that can go, those first that ended first; a run goes after the runs that it started. */
  readonly pastRuns: (keepMs: number, most: number) => Promise<readonly string[]>;
  readonly entriesOf: (runs: readonly string[]) => AsyncIterable<ExportedEntry>;
  /** With all that belongs to them, their part of the record included, which says so. */
  readonly removeRuns: (removal: Removal) => Promise<number>;
  /** Puts into the record what was removed. */
  readonly note: (removed: Removed, author: Author) => Promise<void>;
  readonly last: () => Promise<LastSweep | undefined>;
}

export interface Removal {
  readonly runs: readonly string[];
  readonly keepMs: number;
  readonly archive: Archived;
  readonly author: Author;
}

/** How much of each was removed. */
export type Removed = Readonly<Partial<Record<Removable | "runs", number>>>;

export interface LastSweep {
  readonly at: number;
  readonly by: string;
  readonly removed: Removed;
}

/** Where the entries of removed runs can be read from then on. */
export interface Archived {
  readonly file: string;
  readonly sha256: string;
}

/** Keeps lines before what they tell of is removed. */
export interface Archive {
  /** On the disk before this returns. Keeping the same lines again changes nothing. */
  readonly keep: (lines: AsyncIterable<string>) => Promise<Archived>;
}

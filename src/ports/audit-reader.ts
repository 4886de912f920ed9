import type { Checkpoint } from "../audit/checkpoint.ts";
import type { ExportedEntry } from "../audit/verify-record.ts";

/** Reads the record of everything, for those who want to prove or to see what it says. */
export interface AuditReader {
  /** All of them, or those that speak of a subject. */
  readonly checkpoints: (subject: string | undefined) => AsyncIterable<Checkpoint>;
  /** Subject by subject, each in order. */
  readonly entries: (subject: string | undefined) => AsyncIterable<ExportedEntry>;
  /** The newest first. */
  readonly search: (wanted: EntryFilter) => Promise<readonly ExportedEntry[]>;
}

export interface EntryFilter {
  readonly subject?: string;
  readonly actor?: string;
  /** Epoch milliseconds. */
  readonly since?: number;
  readonly limit: number;
}

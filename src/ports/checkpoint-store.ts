import type { Checkpoint, Note, Unsealed } from "../audit/checkpoint.ts";

/** Where checkpoints are kept, beside the record that they are about. */
export interface CheckpointStore {
  /**
   * Seals what was committed since the last checkpoint. Only one process does so at a time, and
   * `write` is asked only when there is something.
   */
  readonly seal: (write: (unsealed: Unsealed) => Checkpoint) => Promise<Sealing>;
  /** Those after a number, in order, as they are kept outside. */
  readonly notesAfter: (number: number, limit: number) => Promise<readonly Note[]>;
  /** How far a place outside has come that cannot tell by itself. */
  readonly readAnchor: (place: string) => Promise<number>;
  readonly moveAnchor: (place: string, number: number) => Promise<void>;
}

/** `elsewhere`: another process is at it. */
export type Sealing = "sealed" | "nothing_new" | "elsewhere";

import type { Census } from "./census.ts";
import type { Author } from "./playbook-store.ts";

/**
 * What those who look after Pitcrew itself want to know and do. Times are epoch milliseconds by
 * the clock of the database.
 */
export interface Upkeep {
  /** That this worker is there, from now on for a few seconds. */
  readonly sayPresent: (worker: PresentWorker) => Promise<void>;
  /** That it is going, and gives back what it has. */
  readonly sayGone: (name: string) => Promise<void>;
  /** Those heard of in the last day, whoever is there first. */
  readonly workers: () => Promise<readonly WorkerRecord[]>;
  /** Lets a run that nobody claims any more be claimed again, and says so in the record. */
  readonly recover: (run: string, author: Author) => Promise<Recovered>;
  readonly load: () => Promise<Load>;
  readonly census: () => Promise<Census>;
}

export interface PresentWorker {
  readonly name: string;
  readonly version: string;
}

export interface WorkerRecord extends PresentWorker {
  readonly beganAt: number;
  readonly seenAt: number;
  readonly endedAt: number | null;
  /** Heard of so lately that it must be there. */
  readonly isPresent: boolean;
  /** Which it works on; when it is dead, until their claims lapse. */
  readonly runs: readonly string[];
}

export type Recovered =
  | { readonly is: "recovered"; readonly wakeSeq: number }
  | { readonly is: "not_orphaned" }
  | { readonly is: "no_such_run" };

export interface Load {
  readonly live: number;
  /** Due, and nobody works on them. */
  readonly waiting: number;
  /** For how long the first of those has waited. */
  readonly oldestWaitMs: number;
  readonly orphaned: number;
}

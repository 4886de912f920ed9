/**
 * Which schedules have fired, and what came of it. Several processes keep the same schedules; of
 * those that want to fire one at the same moment, one may.
 *
 * Times are epoch milliseconds.
 */
export interface ScheduleStore {
  /** These are kept from now on. One that is new, or at other times than before, begins now. */
  readonly keep: (schedules: readonly Kept[]) => Promise<void>;
  /**
   * Takes the right to fire at this time. What it has started last may still go on, and then
   * nothing is started beside it.
   */
  readonly claim: (schedule: string, at: number) => Promise<"yours" | "taken" | "goes_on">;
  readonly settle: (schedule: string, at: number, fired: Fired) => Promise<void>;
  /** Claimed so long ago, and nobody knows whether whoever did has started it. */
  readonly left: (sinceMs: number) => Promise<readonly Firing[]>;
  /** Times that have passed without anybody; those known by now are left out. */
  readonly miss: (schedule: string, times: readonly number[]) => Promise<readonly number[]>;
  readonly states: () => Promise<readonly ScheduleState[]>;
}

export interface Kept {
  readonly name: string;
  /** When, in one text. */
  readonly times: string;
}

export interface Firing {
  readonly schedule: string;
  readonly at: number;
}

export type Fired =
  /** Without a run when Pitcrew did something for itself. */
  | { readonly is: "started"; readonly run: string | null }
  | { readonly is: "refused"; readonly because: string };

export interface ScheduleState {
  readonly name: string;
  /** Since when it is kept. */
  readonly since: number;
  readonly last: LastFiring | null;
  /** So many times were missed within the last week. */
  readonly missed: number;
}

export interface LastFiring {
  readonly at: number;
  readonly is: "claimed" | "started" | "refused" | "goes_on" | "missed";
  readonly run: string | null;
  readonly because: string | null;
}

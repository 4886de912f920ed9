import type { Outcome } from "../model/outcome.ts";

/** Counts over many runs and alerts, for people who want to see a day or a month at a glance. */
export interface RunFigures {
  /** By playbook and outcome, of the runs that began since then and have ended. */
  readonly byPlaybook: (wanted: Figured) => Promise<readonly PlaybookFigures[]>;
  /** By the hour in which they began, the oldest first; hours without any are left out. */
  readonly byHour: (wanted: Figured) => Promise<readonly HourFigures[]>;
  /** How far alerts came that were heard of since then, whoever's they are. */
  readonly alertsSince: (since: number) => Promise<AlertFigures>;
}

export interface Figured {
  /** Epoch milliseconds. */
  readonly since: number;
  /** Of the versions that may be seen; all of them where it is left out. */
  readonly hashes?: readonly string[];
}

export interface PlaybookFigures {
  readonly playbook: string;
  readonly ended: number;
  readonly resolved: number;
  /** How long those took that resolved something; null when there was none. */
  readonly medianMs: number | null;
}

export interface HourFigures {
  /** When it begins, in epoch milliseconds. */
  readonly hour: number;
  /** Null of those that go on. */
  readonly outcome: Outcome | null;
  readonly runs: number;
}

/** Each counts those that came at least so far. */
export interface AlertFigures {
  readonly heard: number;
  /** A playbook takes them. */
  readonly matched: number;
  /** No brake and no rule said no. */
  readonly allowed: number;
  readonly started: number;
  readonly resolved: number;
}

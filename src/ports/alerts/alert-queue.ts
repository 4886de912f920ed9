import type { MatchReport, MatchResult } from "./match-report.ts";

/**
 * Occurrences for which something is to be done: matched, matched again, or their runs told that
 * they are over. What is due stands in the database, so that a process that dies leaves it to the next.
 */
export interface AlertQueue {
  readonly now: () => Promise<number>;
  /**
   * Takes those that are due, for so long. The look is counted before anybody reads what they hold,
   * so that one which kills its reader is known.
   */
  readonly claim: (limits: ClaimLimits) => Promise<readonly DueAlert[]>;
  /** All of them in one commit. */
  readonly settle: (settlements: readonly Settlement[]) => Promise<void>;
  /** Makes open alerts due that no playbook took, or that it could not be started for. */
  readonly lookAgain: () => Promise<void>;
}

export interface ClaimLimits {
  readonly atMost: number;
  readonly forMs: number;
  /** How far back openings are counted. */
  readonly flapMs: number;
}

export interface DueAlert {
  readonly id: string;
  readonly source: string;
  readonly fingerprint: string;
  /** As JSON, which nobody has looked into yet. */
  readonly labels: string;
  readonly annotations: string;
  readonly openedAt: number;
  readonly isOpen: boolean;
  readonly closedBecause: "resolved" | "stale" | null;
  readonly isSilenced: boolean;
  /** How often it was looked at in a row without coming to an end, this time included. */
  readonly looks: number;
  /** Of the latest look. */
  readonly result: MatchResult | null;
  /** Since when a brake has held it back without a break. */
  readonly pageAt: number | null;
  readonly isPaged: boolean;
  /** How often it was opened within `flapMs`. */
  readonly openings: number;
  /** Runs that were started for it. */
  readonly runs: readonly string[];
}

export interface Settlement {
  readonly occurrence: string;
  /** Whether it was open when it was taken: if it has closed since, it is due at once. */
  readonly wasOpen: boolean;
  readonly verdict: {
    readonly result: MatchResult;
    readonly run: string | null;
    readonly report: MatchReport;
  } | null;
  /** When to look again; null for not before something happens. */
  readonly dueAt: number | null;
  readonly pageAt: number | null;
  readonly page: PageForAlert | null;
}

/** Page people about an alert that no run takes care of. */
export interface PageForAlert {
  readonly is: "page_for_alert";
  readonly occurrence: string;
  /** The team that owns the playbook, where there is one. */
  readonly to: string | null;
  readonly reason: string;
  /** What many alerts may share; people are paged for it once within `ONE_PAGE_MS`. */
  readonly cause: string | null;
}

export const ONE_PAGE_MS = 900_000;

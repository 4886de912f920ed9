import type { MatchReport, MatchResult } from "./match-report.ts";

/** What can be read about alerts. */
export interface AlertBook {
  /** The newest first. */
  readonly list: (filter: AlertFilter, page: AlertPage) => Promise<readonly AlertRecord[]>;
  readonly get: (id: string) => Promise<AlertRecord | undefined>;
  /** The newest occurrence of this fingerprint, at whatever source. */
  readonly newest: (fingerprint: string) => Promise<AlertRecord | undefined>;
  /** Those that a run was started for. */
  readonly ofRun: (run: string) => Promise<readonly AlertRecord[]>;
  /** The oldest first. */
  readonly verdicts: (id: string) => Promise<readonly VerdictRecord[]>;
}

export interface AlertFilter {
  readonly isOpen?: boolean;
  readonly result?: MatchResult;
}

export interface AlertPage {
  readonly limit: number;
  /** The last one of the page before. */
  readonly before?: string;
}

export interface AlertRecord {
  readonly id: string;
  readonly source: string;
  readonly fingerprint: string;
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly startsAt: number;
  readonly openedAt: number;
  readonly lastSeen: number;
  readonly closedAt: number | null;
  readonly closedBecause: "resolved" | "stale" | null;
  readonly isSilenced: boolean;
  readonly result: MatchResult | null;
  readonly pagedAt: number | null;
}

export interface VerdictRecord {
  readonly at: number;
  readonly result: MatchResult;
  readonly run: string | null;
  readonly report: MatchReport;
}

type Texts = Readonly<Record<string, string>>;

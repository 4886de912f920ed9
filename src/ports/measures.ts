import type { PerformResult } from "../engine/machine/event.ts";
import type { Phase } from "../engine/machine/state.ts";
import type { Standing } from "../model/approval.ts";
import type { Failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Taken } from "./alerts/alert-intake.ts";
import type { MatchResult } from "./alerts/match-report.ts";
import type { Removed } from "./housekeeping.ts";

/** Notes how the engine gets on, for those who watch Pitcrew from outside. */
export interface Measures {
  /** A run that waited for its time was claimed so long after it. */
  readonly timerLag: (ms: number) => void;
  readonly runStarted: (run: StartedRun) => void;
  readonly runEnded: (run: EndedRun) => void;
  readonly effect: (effect: MeasuredEffect) => void;
  readonly approval: (approval: MeasuredApproval) => void;
  readonly alertTaken: (alert: TakenAlert) => void;
  readonly alertMatched: (alert: MatchedAlert) => void;
  /** What was past its time and is gone. */
  readonly removed: (removed: Removed) => void;
  /** Whoever looks sees the vitals of that moment. */
  readonly watch: (vitals: () => Vitals) => void;
}

export interface StartedRun {
  readonly playbook: string;
  /** Through what it was started. */
  readonly surface: string;
}

export interface EndedRun {
  readonly run: string;
  readonly playbook: string;
  readonly outcome: Outcome;
  /** From the start to the first change; null when nothing was changed. */
  /** By the clock of the database. */
  readonly startedAt: number;
  /** The run that called this one. */
  readonly parent: string | null;
  readonly toFirstChangeMs: number | null;
  readonly toEndMs: number;
}

/** One try of one effect. */
export interface MeasuredEffect {
  readonly run: string;
  readonly step: string;
  readonly item: number;
  readonly kind: string;
  readonly phase: Phase;
  readonly attempt: number;
  /** `pending`: a change that is on its way still was. */
  readonly result: PerformResult["is"] | "pending";
  readonly failure: Pick<Failure, "code" | "message"> | null;
  readonly ms: number;
}

/** What people were asked is over, one way or the other. */
export interface MeasuredApproval {
  readonly run: string;
  readonly step: string;
  readonly round: number;
  readonly standing: Exclude<Standing, "waiting">;
  readonly askedAt: number;
  readonly ms: number;
}

export interface TakenAlert {
  readonly occurrence: string;
  readonly source: string;
  readonly taken: Taken;
  /** From its begin, by the clock of the source, to when it was opened here; null for other news. */
  readonly toOpenMs: number | null;
  /** From its begin to its end, both by the clock of the source; null while it goes on. */
  readonly lastedMs: number | null;
  /** How long it took to store it. */
  readonly tookMs: number;
  /** In which trace its source said so; null when it did not say. */
  readonly traceparent: string | null;
}

export interface MatchedAlert {
  readonly result: MatchResult;
  /** What held it back; null when nothing did. */
  readonly brake: string | null;
  /** From when it was opened to when a run was started for it; null when none was. */
  readonly toStartMs: number | null;
}

/** Everything that was noted, for whoever asks. */
export interface MetricsText {
  readonly contentType: string;
  readonly text: string;
}

export interface Vitals {
  /** How long the oldest due run has been waiting for a worker; null when none is. */
  readonly oldestDueMs: number | null;
  /** How long ago due runs were looked for; the figure above is as old. */
  readonly scanAgeMs: number;
  /** Wakes that did not bring anybody in time. Only grows. */
  readonly redispatched: number;
  readonly isDispatcherWell: boolean;
  /** Connections that failed so often that they are left alone for now. */
  readonly openBreakers: readonly string[];
}

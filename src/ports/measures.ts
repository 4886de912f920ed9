import type { PerformResult } from "../engine/machine/event.ts";
import type { Phase } from "../engine/machine/state.ts";
import type { Outcome } from "../model/outcome.ts";

/** Notes how the engine gets on, for those who watch Pitcrew from outside. */
export interface Measures {
  /** A run that waited for its time was claimed so long after it. */
  readonly timerLag: (ms: number) => void;
  readonly runStarted: (run: StartedRun) => void;
  readonly runEnded: (run: EndedRun) => void;
  readonly effect: (effect: MeasuredEffect) => void;
  /** Whoever looks sees the vitals of that moment. */
  readonly watch: (vitals: () => Vitals) => void;
}

export interface StartedRun {
  readonly playbook: string;
  /** Through what it was started. */
  readonly surface: string;
}

export interface EndedRun {
  readonly playbook: string;
  readonly outcome: Outcome;
  /** From the start to the first change; null when nothing was changed. */
  readonly toFirstChangeMs: number | null;
  readonly toEndMs: number;
}

/** One try of one effect. */
export interface MeasuredEffect {
  readonly kind: string;
  readonly phase: Phase;
  readonly attempt: number;
  /** `pending`: a change that is on its way still was. */
  readonly result: PerformResult["is"] | "pending";
  readonly ms: number;
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
}

import type { Braked } from "../../model/braked.ts";
import type { Failure } from "../../model/failure.ts";
import type { Holder } from "../../model/holder.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Mode } from "../../playbook/format/safety.ts";
import type { Origin } from "../approval/origin.ts";
import type { Phase, TaskRef } from "./state.ts";

/** Everything that can happen to a run. `at` is the only clock, in epoch milliseconds. */
export type RunEvent =
  | Performed
  | Progressed
  | Voted
  | Revoked
  | Answered
  | ChildEnded
  | Settled
  | AlertResolved
  | Stopped
  | UndoAsked
  | ChildUndone
  | Freed
  | RecordLost
  | Woke;

/** The first event of every run. Params have passed the airlock; brakes and locks said yes. */
export interface Started {
  readonly is: "started";
  readonly at: number;
  readonly run: string;
  /** The effective mode: the lowest of what playbook, policy and record allow. */
  readonly mode: Mode;
  readonly params: JsonObject;
  /** For a run inside another: the parent's deadline, when that is earlier than its own. */
  readonly deadline: number | null;
  /** Who asked for it, and what that means for approvals. */
  readonly origin?: Origin;
  /** Called by a run whose record has lost its end, so that this one may have lived before. */
  readonly isRepeat?: boolean;
}

/** What came of a `perform` effect. */
export interface Performed extends TaskRef {
  readonly is: "performed";
  readonly at: number;
  readonly phase: Phase;
  readonly attempt: number;
  readonly result: PerformResult;
  /** From 0 to 1, drawn by whoever sends the event: how much of a back-off to wait. */
  readonly chance: number;
}

export type PerformResult =
  | { readonly is: "succeeded"; readonly output: JsonValue }
  | { readonly is: "failed"; readonly failure: Failure }
  /** It was sent, and no probe could tell whether it took effect. */
  | { readonly is: "in_doubt"; readonly reason: string }
  | Locked
  | HeldBack
  | Unapproved;

/** It was not sent, because what people agreed to does not hold any more. */
export interface Unapproved {
  readonly is: "unapproved";
  /** In sentences. */
  readonly because: readonly string[];
  /** Nothing of the step had been sent before. */
  readonly isFirst: boolean;
}

/** It was not sent, because a brake says no for now. */
export interface HeldBack {
  readonly is: "held_back";
  readonly by: Braked;
  /** The run had sent no change before. */
  readonly isFirst: boolean;
}

/** It was not sent, because another has what it needs for itself. */
export interface Locked {
  readonly is: "locked";
  readonly target: string;
  readonly by: Holder;
  /** The run had sent no change before, and so holds nothing itself. */
  readonly isFirst: boolean;
}

/** How far a change on its way has come: told when there is news, and not for each look at it. */
export interface Progressed extends TaskRef {
  readonly is: "progressed";
  readonly at: number;
  readonly progress: string;
}

/** One person's part in an approval. Whether they may vote was decided before this event. */
export type Voted = {
  readonly is: "voted";
  readonly at: number;
  readonly step: string;
  readonly by: string;
} & (
  | {
      readonly vote: "approve";
      /** The digest of the request that they saw. */
      readonly plan: string;
      /** Why they alone have to be enough. */
      readonly breakGlass?: string;
    }
  | { readonly vote: "deny"; readonly reason?: string }
);

/** A person takes back their yes. */
export interface Revoked {
  readonly is: "revoked";
  readonly at: number;
  readonly step: string;
  readonly by: string;
}

export interface Answered extends TaskRef {
  readonly is: "answered";
  readonly at: number;
  readonly by: string;
  readonly answer: string;
}

export interface ChildEnded extends TaskRef {
  readonly is: "child_ended";
  readonly at: number;
  readonly outcome: Outcome;
  readonly outputs: JsonObject;
}

interface AlertResolved {
  readonly is: "alert_resolved";
  readonly at: number;
}

/** A person ends the run, with or without taking its changes back. */
export interface Stopped {
  readonly is: "stopped";
  readonly at: number;
  readonly by: string;
  readonly undo: boolean;
}

/** A person wants what an ended run has left taken back. */
export interface UndoAsked {
  readonly is: "undo_asked";
  readonly at: number;
  readonly by: string;
  /** Of the run that called this one and waits for an answer: the number of its wish. */
  readonly wish?: number;
}

/** A run that this one called has taken its changes back, as far as it could. */
export interface ChildUndone extends TaskRef {
  readonly is: "child_undone";
  readonly at: number;
  /** The wish that this answers. */
  readonly wish: number;
  readonly isFailed: boolean;
  /** The steps whose changes are still in place. */
  readonly left: readonly string[];
}

/** Another has let a target go for which this run waits. */
export interface Freed {
  readonly is: "freed";
  readonly at: number;
  readonly target: string;
}

/** The database was put back to an earlier state, so this record may lack what was done last. */
export interface RecordLost {
  readonly is: "record_lost";
  readonly at: number;
}

/** A person says what became of an effect in doubt. */
export interface Settled extends TaskRef {
  readonly is: "settled";
  readonly at: number;
  readonly by: string;
  readonly verdict: "happened" | "not_happened" | "unknown";
}

/** Time has passed. May come late, twice or for no reason: only what is due happens. */
interface Woke {
  readonly is: "woke";
  readonly at: number;
  readonly chance: number;
}

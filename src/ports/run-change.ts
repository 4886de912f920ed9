import type { Effect } from "../engine/machine/effect.ts";
import type { ChildEnded, ChildUndone, PerformResult, RunEvent } from "../engine/machine/event.ts";
import type { Phase, Run, TaskRef } from "../engine/machine/state.ts";
import type { ApprovalRecord } from "../model/approval.ts";
import type { Braked } from "../model/braked.ts";
import type { EffectClass } from "../model/effect-class.ts";
import type { Failure } from "../model/failure.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Demand } from "./demand.ts";
import type { WithoutTime } from "./run-message.ts";

/** Something that happened to a run, as the record keeps it. */
export interface Recorded<Event> {
  readonly event: Event;
  /** What it led to, in sentences. */
  readonly notes: readonly string[];
  readonly actor: string;
  readonly surface: string;
}

/** What a transition, or several, did to a run. */
export interface Change {
  readonly state: Run;
  /** At least one. */
  readonly events: readonly Recorded<RunEvent>[];
  /** Effects that will be performed once this is stored, and not a moment earlier. */
  readonly intents: readonly NewIntent[];
  /** How earlier intents went. */
  readonly outcomes: readonly IntentOutcome[];
  readonly outgoing: readonly Outgoing[];
  /** Locks and targets that the run needs for itself from here to its end. All or none are taken. */
  readonly lock: readonly string[];
  /** For each intent that changes something, what brakes have to know of it. */
  readonly demands: readonly Demand[];
  /** What has become of approvals. */
  readonly approvals: readonly ApprovalRecord[];
  readonly next: Next;
}

export type Next =
  /** Work goes on under the same claim. */
  | { readonly is: "work" }
  /** The claim is given back until then; null waits for a message alone. */
  | { readonly is: "rest"; readonly until: number | null }
  /**
   * For ever. The claim is given back and the run's targets are free. A run that ended before, and
   * had changes taken back since, keeps its first end.
   */
  | { readonly is: "end"; readonly outcome: Outcome };

export interface Refused {
  readonly intent: IntentId;
  readonly result:
    | { readonly is: "held_back"; readonly by: Braked }
    /** Waiting would not help. */
    | { readonly is: "refused"; readonly failure: Failure };
}

/** One try of one effect. */
export interface IntentId extends TaskRef {
  readonly phase: Phase;
  readonly attempt: number;
}

/** The committed record that an effect is about to be performed. */
export interface NewIntent extends IntentId {
  readonly key: string;
  readonly effect: EffectClass;
  /** Of everything the effect will do, fully filled in. */
  readonly digest: string;
  /** Which part of which request people have agreed to, for an effect that needs that. */
  readonly approval?: { readonly round: number; readonly digest: string };
}

export interface Intent extends NewIntent {
  readonly at: number;
  /** The claim under which it was made. */
  readonly epoch: number;
}

export interface IntentOutcome extends IntentId {
  /** `given_up`: it was aborted, and its answer is not waited for. */
  readonly outcome:
    | Exclude<PerformResult["is"], "locked" | "held_back" | "unapproved">
    | "given_up";
}

/** What others are told: at least once, in the order of the run. */
export type Outgoing = Exclude<Effect, { readonly is: "perform" | "abort" | "wake" }> | TellParent;

export interface TellParent {
  readonly is: "tell_parent";
  readonly run: string;
  readonly event: WithoutTime<ChildEnded> | WithoutTime<ChildUndone>;
}

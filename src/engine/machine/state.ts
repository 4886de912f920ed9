import type { Failure } from "../../model/failure.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { UndoProgress } from "../../model/undo-progress.ts";
import type { Mode } from "../../playbook/format/safety.ts";
import type { Approval, Foreseen } from "../../model/approval.ts";
import type { Origin } from "../approval/origin.ts";
import type { Call, Proof, Seen, Waits, Watch } from "./attempt.ts";

/**
 * The life of a run.
 *
 * `transition(program, run, event)` answers what the run is after the event and what shall be
 * done now. It has no clock, no chance and no doors: events bring the time, effects go out as
 * data, and their answers come back as events. A run is the fold of its events.
 *
 *     running ─── the last step, a failure, a denial, a person, the deadline ───▶ closing ─▶ ended
 *                                                                                           │ ▲
 *                                                             a person wants its changes    ▼ │
 *                                                             taken back               taking_back
 *
 * **Running.** `advance.ts` makes one move after the other until only an event can bring more.
 * `sequence.ts` says which step's turn it is, and `step/` leads it through:
 *
 *     waiting ─┬─▶ skipped
 *              ├─▶ planning ◀─▶ awaiting_approval
 *              │       │                ┌─▶ done
 *              └───────┴──────▶ running ┤
 *                                       └─▶ undoing ─▶ (rescuing) ─▶ failed
 *
 * A step that people have to approve is looked at before they are asked, and once more when they
 * have agreed; so what they saw is what runs (`step/approval.ts`).
 *
 * A step works on tasks: one, or one per item of its `foreach`. `task/` leads each through a look
 * before, the change, and looks after it until they show that it helped:
 *
 *     waiting ─▶ looking ─▶ acting ─▶ (arriving) ─▶ checking ─▶ done
 *                 │          ├─▶ in_doubt  │           │
 *                 └──────────┴─────────────┴───────────┴────▶ failed
 *
 * `control/` holds what the kinds mean that steer the run: wait, ask, call another, end.
 *
 * **Closing.** Nothing new starts (`closing.ts`). Changes on their way are waited for; then those
 * that shall not stay are taken back, the last one first (`undo.ts`).
 *
 * **Ended.** One outcome, for ever (`outcome.ts`, `end-run.ts`), and no effect after it, unless a
 * person wants what still stands taken back (`taking-back.ts`). How it ended stays as it is.
 */
export interface Run {
  readonly id: string;
  readonly mode: Mode;
  readonly params: JsonObject;
  readonly started: number;
  readonly deadline: number;
  /** The time of the latest event. Clocks may disagree, but a run's time never goes back. */
  readonly now: number;
  readonly phase: RunPhase;
  readonly steps: Readonly<Record<string, StepState>>;
  /** Steps that did something, in the order in which they began. */
  readonly path: readonly string[];
  /** What was changed, in the order in which it was known to have happened. */
  readonly changes: readonly Change[];
  /** When the first change was sent out; from then on the run cannot say "nothing happened". */
  readonly firstChangeAt: number | null;
  readonly alertResolvedAt: number | null;
  readonly origin: Origin;
  /** The latest of each step that people were asked about. */
  readonly approvals: Readonly<Record<string, Approval>>;
  /** Since when its record may lack what was done last, so that nothing that happens once is sent. */
  readonly recordLostAt: number | null;
  /** The latest wish of the run that called this one to have its changes taken back. */
  readonly callersWish: number | null;
}

type RunPhase =
  | { readonly is: "running" }
  | {
      readonly is: "closing";
      readonly ending: Ending;
      /** Which changes shall not stay. */
      readonly undo: UndoScope;
      readonly stage: "draining" | "undoing";
    }
  | ({
      readonly is: "ended";
      /** What came of the wish to take its changes back; null while nobody has had it. */
      readonly undo: Exclude<UndoProgress, "undoing"> | null;
    } & End)
  | ({ readonly is: "taking_back" } & End);

/** What an ended run keeps, whatever becomes of its changes. */
interface End {
  readonly ending: Ending;
  readonly at: number;
  /** A value is null when the steps it is made from did not run. */
  readonly outputs: JsonObject;
}

/** `automatic`: those whose playbook says so. `everything`: a person asked for it. */
export type UndoScope = "nothing" | "automatic" | "everything";

export interface Ending {
  readonly outcome: Outcome;
  readonly reason: string;
  /** The step that decided it. */
  readonly step: string | null;
  readonly failure: Failure | null;
  /** Whom to page or tell when it has ended. */
  readonly escalateTo: string | null;
  /** What would have been done, for a run that only suggests. */
  readonly plan: readonly string[];
  /** Of that plan, so that whoever starts it consents to it and to no other. */
  readonly wish: string | null;
}

export type StepState =
  /** Its turn has not come. */
  | { readonly is: "waiting" }
  | { readonly is: "skipped"; readonly because: "condition" | "need_failed" }
  /** What it would do is being looked up, for those who are asked, or because they agreed. */
  | { readonly is: "planning"; readonly tasks: readonly Task[] }
  | { readonly is: "awaiting_approval"; readonly tasks: readonly Task[] }
  | { readonly is: "running"; readonly tasks: readonly Task[] }
  /** It failed, and its own changes are being taken back before `on_failure` decides. */
  | { readonly is: "undoing"; readonly tasks: readonly Task[]; readonly failure: Failure }
  /** It failed, and the steps of its `on_failure` list are running. */
  | { readonly is: "rescuing"; readonly tasks: readonly Task[]; readonly failure: Failure }
  | { readonly is: "done"; readonly tasks: readonly Task[] }
  | { readonly is: "failed"; readonly tasks: readonly Task[]; readonly failure: Failure }
  /** Cut short, because the run ended. */
  | { readonly is: "stopped"; readonly tasks: readonly Task[] };

/** The work of a step on one item; a step without `foreach` has one task, item 0. */
export interface Task {
  /** The item itself, null without `foreach`. */
  readonly item: JsonValue;
  /** Filled in and checked before anyone is asked, so that what is approved is what runs. */
  readonly with: JsonObject;
  readonly state: TaskState;
  /** What it would do, while people are asked about it. */
  readonly plan: Foreseen | null;
  /** The number of the latest look at what it would do. No number is used twice. */
  readonly looks: number;
  /** How many tries of its effect may have left. */
  readonly sent: number;
}

export interface TaskRef {
  readonly step: string;
  /** Position in the `foreach` list; 0 for a step without one. */
  readonly item: number;
}

export type TaskState =
  | { readonly is: "waiting" }
  /** Looks up what the change would do; `first` is the try that this asking began with. */
  | { readonly is: "planning"; readonly call: Call; readonly first: number }
  /** Reads the values before the change. */
  | { readonly is: "looking"; readonly call: Call }
  | {
      readonly is: "acting";
      readonly call: Call;
      readonly before: JsonValue;
      /** Why it is not sent yet, while it waits for that. */
      readonly waits: Waits | null;
    }
  /**
   * It was sent, and its kind is asked until it has arrived. There is no timer: the answer comes
   * when the time is over at the latest, and always after a look.
   */
  | {
      readonly is: "arriving";
      readonly since: number;
      readonly seen: Seen | null;
      readonly output: JsonValue;
      readonly before: JsonValue;
    }
  /** A `once` effect was sent and nobody knows whether it arrived. A person decides. */
  | {
      readonly is: "in_doubt";
      readonly attempt: number;
      readonly before: JsonValue;
      readonly reason: string;
    }
  /** Reads again and again until `verify.that` has held long enough. */
  | {
      readonly is: "checking";
      readonly watch: Watch;
      readonly output: JsonValue;
      readonly before: JsonValue;
      readonly heldSince: number | null;
    }
  /** `wait_until`: reads again and again until its `that` holds. */
  | { readonly is: "polling"; readonly watch: Watch; readonly before: JsonValue }
  /** `wait`. */
  | { readonly is: "sleeping"; readonly until: number; readonly before: JsonValue }
  /** `ask`. */
  | { readonly is: "asking"; readonly until: number; readonly before: JsonValue }
  /** `playbook`. */
  | { readonly is: "calling"; readonly before: JsonValue }
  | { readonly is: "done"; readonly output: JsonValue; readonly proof: Proof | null }
  | { readonly is: "failed"; readonly failure: Failure }
  /** Never begun, or given up without harm, because its step or run ends. */
  | { readonly is: "dropped" };

export interface Change extends TaskRef {
  readonly output: JsonValue;
  readonly undo: UndoState;
  /** The number of the latest try at its undo, 0 before the first. No number is used twice. */
  readonly undoTries: number;
}

type UndoState =
  | { readonly is: "not_asked" }
  | { readonly is: "wanted" }
  /** `first` is the try that this wish began with. */
  | {
      readonly is: "running";
      readonly call: Call;
      readonly first: number;
      /** Why it is not sent yet, while it waits for that. */
      readonly waits: Waits | null;
    }
  /** The run that the step called takes its own changes back. */
  | { readonly is: "calling" }
  /** An undo that happens `once` was sent and nobody knows whether it arrived. A person decides. */
  | { readonly is: "in_doubt"; readonly reason: string }
  | { readonly is: "undone" }
  | { readonly is: "failed"; readonly failure: Failure };

/** Which part of a step an effect is: the plan, the look before, the change, the looks after, and so on. */
export type Phase = "plan" | "before" | "run" | "arrival" | "after" | "poll" | "undo";

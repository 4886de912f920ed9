import type { Access } from "../../access/authorize.ts";
import type { Budgets } from "../../config/settings/budgets.ts";
import type { Program } from "../../playbook/program.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { Measures } from "../../ports/measures.ts";
import type { Claim, ParentTask, PinnedPlaybook, RunStore } from "../../ports/run-store.ts";
import type { Perform } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import type { AtBoundary } from "./boundary.ts";
import type { Breakers } from "./brakes/breakers.ts";
import type { Flights } from "./flights.ts";
import type { Moment } from "./happening.ts";
import type { Lease } from "./lease.ts";
import type { Needs } from "./perform.ts";
import type { StartChild } from "./run-errand.ts";

/** What a worker works with. */
export interface Tools {
  readonly store: RunStore;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  readonly clock: Clock;
  readonly needs: Needs;
  readonly startChild: StartChild;
  /** People and their rights as they are at this moment. */
  readonly access: () => Access;
  /** How far one change may go; without them, as far as its playbook says. */
  readonly budgets?: Budgets;
  /** Without them, whatever fails is asked again all the same. */
  readonly breakers?: Breakers;
  /** The program of a playbook, unless this Pitcrew does not understand all of it. */
  readonly programOf: (pinned: PinnedPlaybook) => Promise<Program | undefined>;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** Without them, nobody takes note. */
  readonly measures?: Pick<Measures, "effect">;
  /** What calls say of the trace that they belong to; without it, nothing. */
  readonly traceparent?: (run: string, effect: Perform) => string;
  /** Whether runs may be taken up at this moment; without it, always. */
  readonly mayClaim?: () => boolean;
  readonly onTrouble: (trouble: Trouble) => void;
  readonly atBoundary: AtBoundary;
}

/** What went wrong and was survived, for whoever looks after Pitcrew. */
export interface Trouble {
  readonly what:
    | "run_broke_off"
    | "effect_broke_off"
    | "append_failed"
    | "renewal_failed"
    | "waiters_not_told"
    | "playbook_not_understood";
  readonly run: string | null;
  readonly error: unknown;
}

/** One run in the hands of one worker, from its claim until it rests, ends or is lost. */
export interface Work {
  readonly program: Program;
  readonly parent: ParentTask | null;
  readonly lease: Lease;
  readonly flights: Flights;
  /** The time by the clock of the database, and a chance. */
  readonly moment: () => Moment;
  /** Whether the worker is stopping: what is on its way is waited for, and nothing new is sent. */
  readonly isDraining: () => boolean;
  readonly tools: Tools;
}

/** Where a run stands in the store. */
export interface Standing {
  readonly claim: Claim;
  readonly run: Run;
}

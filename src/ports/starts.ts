import type { Braked } from "../model/braked.ts";
import type { Switch } from "./switches.ts";

/** A start that an alert or a schedule asks for. */
export interface AskedStart {
  /** The id that the run would have. Asking again for the same run is the same start. */
  readonly run: string;
  readonly playbook: string;
  /** What the run would work on, as far as it is known before it begins. */
  readonly target: string;
  /** The locks of the playbook, as it names them. */
  readonly locks: readonly string[];
  /** As much of what happened before as matters for it. */
  readonly matters: {
    /** How far back targets count that its playbook was wanted for, and how many of them. */
    readonly askedMs: number;
    readonly targets: number;
    /** How far back starts of its playbook count; 0 for not at all. */
    readonly startedMs: number;
    /** How many of the runs that wait for a worker count. */
    readonly queued: number;
  };
}

/** How things stand, at a moment when nobody else asks to start the same playbook. */
export interface StartFacts {
  readonly now: number;
  readonly switches: readonly Switch[];
  /** When runs of the playbook were started, by hand ones included. */
  readonly started: readonly number[];
  /** The latest targets that it was wanted for, this one included, allowed or not. */
  readonly targets: ReadonlySet<string>;
  readonly uses: readonly LastUse[];
  /** Runs of any playbook that are due and that nobody works on. */
  readonly queued: number;
}

/** The last change that a playbook made to a target, or the end of the run that made it. */
export interface LastUse {
  readonly playbook: string;
  readonly target: string;
  readonly run: string;
  readonly at: number;
}

/** Remembers which starts were asked for, and lets nobody decide about two of them at once. */
export interface Starts {
  /** One that was allowed once stays allowed. `decide` may be asked again, and the last one counts. */
  readonly ask: (
    start: AskedStart,
    decide: (facts: StartFacts) => Braked | undefined,
  ) => Promise<Braked | undefined>;
}

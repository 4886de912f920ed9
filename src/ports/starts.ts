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
  /** How far back starts matter for it. */
  readonly windowMs: number;
}

/** How things stand, at a moment when nobody else asks to start the same playbook. */
export interface StartFacts {
  readonly now: number;
  readonly switches: readonly Switch[];
  /** When runs of the playbook were started within the window, by hand ones included. */
  readonly started: readonly number[];
  /** What starts were asked for within the window, this one included, allowed or not. */
  readonly asked: readonly { readonly target: string; readonly at: number }[];
  readonly uses: readonly LastUse[];
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
  /** One that was allowed once stays allowed. */
  readonly ask: <Verdict>(
    start: AskedStart,
    decide: (facts: StartFacts) => Verdict | undefined,
  ) => Promise<Verdict | undefined>;
}

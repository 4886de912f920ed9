import type { Program } from "../playbook/program.ts";
import type { RecordedEvent } from "../ports/run-store.ts";
import type { Effect } from "./machine/effect.ts";
import type { Run, StepState } from "./machine/state.ts";
import { startRun, type Transition, transition } from "./machine/transition.ts";

export interface StepTimes {
  readonly began: number;
  readonly ended: number | null;
}

/** A run as far as its record has been lived through. */
export interface Lived {
  /** The latest event that counts. */
  readonly seq: number;
  readonly run: Run | undefined;
  readonly times: ReadonlyMap<string, StepTimes>;
}

export const UNBORN: Lived = { seq: 0, run: undefined, times: new Map() };

/** What one event of a record led to. */
export interface Moment {
  readonly recorded: RecordedEvent;
  readonly before: Run | undefined;
  readonly after: Run;
  readonly effects: readonly Effect[];
  readonly lived: Lived;
}

/** Finds when each step began and ended by living through the next events of the record. */
export function liveOn(program: Program, before: Lived, next: readonly RecordedEvent[]): Lived {
  return momentsOf(program, before, next).at(-1)?.lived ?? before;
}

/** The next events of the record one by one, each with the run before and after it. */
export function momentsOf(
  program: Program,
  lived: Lived,
  next: readonly RecordedEvent[],
): readonly Moment[] {
  const moments: Moment[] = [];
  let { run, times } = lived;
  for (const recorded of next) {
    const before = run;
    const { run: after, effects } = moved(program, before, recorded);
    times = timesAfter(times, after);
    const { seq } = recorded.entry;
    moments.push({ recorded, before, after, effects, lived: { seq, run: after, times } });
    run = after;
  }
  return moments;
}

function moved(program: Program, run: Run | undefined, { event }: RecordedEvent): Transition {
  if (event.is === "started") return startRun(program, event);
  if (run === undefined) throw new RangeError("A record begins with the start of its run");
  return transition(program, run, event);
}

function timesAfter(before: Lived["times"], run: Run): Lived["times"] {
  const times = new Map(before);
  for (const [id, state] of Object.entries(run.steps)) {
    const { began = run.now, ended = null } = times.get(id) ?? {};
    times.set(id, { began, ended: ended ?? (isOver(state) ? run.now : null) });
  }
  return times;
}

function isOver({ is }: StepState): boolean {
  return is === "done" || is === "failed" || is === "skipped" || is === "stopped";
}

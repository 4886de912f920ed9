import type { RunEvent, Started } from "../../../engine/machine/event.ts";
import type { Run, StepState } from "../../../engine/machine/state.ts";
import { startRun, transition } from "../../../engine/machine/transition.ts";
import type { Program } from "../../../playbook/program.ts";
import type { RecordedEvent } from "../../../ports/run-store.ts";

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

/** Finds when each step began and ended by living through the next events of the record. */
export function liveOn(program: Program, before: Lived, next: readonly RecordedEvent[]): Lived {
  const times = new Map(before.times);
  let { run, seq } = before;
  for (const { event, entry } of next) {
    run = after(program, run, event);
    ({ seq } = entry);
    for (const [id, state] of Object.entries(run.steps)) {
      const { began = run.now, ended = null } = times.get(id) ?? {};
      times.set(id, { began, ended: ended ?? (isOver(state) ? run.now : null) });
    }
  }
  return { seq, run, times };
}

function after(program: Program, run: Run | undefined, event: Started | RunEvent): Run {
  if (event.is === "started") return startRun(program, event).run;
  if (run === undefined) throw new RangeError("A record begins with the start of its run");
  return transition(program, run, event).run;
}

function isOver({ is }: StepState): boolean {
  return is === "done" || is === "failed" || is === "skipped" || is === "stopped";
}

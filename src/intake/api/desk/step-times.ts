import type { RunEvent, Started } from "../../../engine/machine/event.ts";
import type { Run, StepState } from "../../../engine/machine/state.ts";
import { startRun, transition } from "../../../engine/machine/transition.ts";
import type { Program } from "../../../playbook/program.ts";
import type { RecordedEvent } from "../../../ports/run-store.ts";

export interface StepTimes {
  readonly began: number;
  readonly ended: number | null;
}

/** When each step began and ended, found by living through the record once more. */
export function timesOf(
  program: Program,
  history: readonly RecordedEvent[],
): ReadonlyMap<string, StepTimes> {
  const times = new Map<string, StepTimes>();
  let run: Run | undefined;
  for (const { event } of history) {
    run = after(program, run, event);
    for (const [id, state] of Object.entries(run.steps)) {
      const { began = run.now, ended = null } = times.get(id) ?? {};
      times.set(id, { began, ended: ended ?? (isOver(state) ? run.now : null) });
    }
  }
  return times;
}

function after(program: Program, run: Run | undefined, event: Started | RunEvent): Run {
  if (event.is === "started") return startRun(program, event).run;
  if (run === undefined) throw new RangeError("A record begins with the start of its run");
  return transition(program, run, event).run;
}

function isOver({ is }: StepState): boolean {
  return is === "done" || is === "failed" || is === "skipped" || is === "stopped";
}

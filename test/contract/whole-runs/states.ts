import type { StepState, TaskState } from "../../../src/engine/machine/state.ts";
import type { RunRecord } from "../../../src/ports/run-store.ts";

/** Whether all tasks of a step are in this state. */
export function taskIs(step: string, is: TaskState["is"]): (record: RunRecord) => boolean {
  return ({ state: { steps } }) => {
    const state = steps[step];
    return (
      state !== undefined && "tasks" in state && state.tasks.every((task) => task.state.is === is)
    );
  };
}

export function stepIs(step: string, is: StepState["is"]): (record: RunRecord) => boolean {
  return ({ state: { steps } }) => steps[step]?.is === is;
}

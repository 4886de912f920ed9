import { changes } from "../../../model/effect-class.ts";
import type { Program } from "../../../playbook/program.ts";
import type { Run, TaskState } from "../../machine/state.ts";
import { allTasks, programStep } from "../../machine/turn.ts";

/** Everything that a run has changed, may have changed, or is changing. */
export function targetsOfRun(program: Program, run: Run): readonly string[] {
  const changed = new Set(run.changes.map(({ step, item }) => `${step}/${item}`));
  return [...allTasks(run)].flatMap(({ ref, task }) => {
    const { kind, effect } = programStep(program, ref.step);
    if (kind.carrier !== "step" || !changes(effect)) return [];
    const isChanged = changed.has(`${ref.step}/${ref.item}`) || isOpen(task.state);
    return isChanged ? kind.targets(task.with) : [];
  });
}

function isOpen(state: TaskState): boolean {
  return state.is === "in_doubt" || (state.is === "acting" && state.call.is === "in_flight");
}

import type { Run } from "../../../engine/machine/state.ts";
import { stepsOf } from "../../../playbook/steps-of.ts";
import type { RecordedEvent } from "../../../ports/run-store.ts";
import { refusalOf } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { FoundRun } from "./find-run.ts";
import { pendingOf } from "./pending.ts";
import { timesOf } from "./step-times.ts";
import { timeText, viewSummary } from "./view-summary.ts";
import { viewStep } from "./view-step.ts";

export function viewRun({ record, program }: FoundRun, history: readonly RecordedEvent[]): RunView {
  const { state: run } = record;
  const pending = pendingOf(program, run);
  const ending = run.phase.is === "running" ? undefined : run.phase.ending;
  const times = timesOf(program, history);
  const steps = [...stepsOf(program.playbook)].filter(
    ({ step, rescues }) => rescues === undefined || run.path.includes(step.id),
  );
  return {
    ...viewSummary(record),
    state: isStill(run) && pending.length > 0 ? "waiting" : run.phase.is,
    deadline: timeText(run.deadline),
    reason: ending?.reason ?? null,
    failure: ending?.failure ? refusalOf(ending.failure) : null,
    steps: steps.map(({ step }) => viewStep(step.id, program, run, times.get(step.id))),
    pending,
    outputs: run.phase.is === "ended" ? run.phase.outputs : {},
  };
}

/** Whether nothing goes on without a person; steps beside the one that waits may still work. */
function isStill({ phase, steps }: Run): boolean {
  if (phase.is !== "running") return false;
  return Object.values(steps).every(
    (state) =>
      state.is !== "running" ||
      state.tasks.some(({ state: task }) => task.is === "asking" || task.is === "in_doubt"),
  );
}

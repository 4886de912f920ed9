import { whyNot } from "../../../engine/machine/allowed-actions.ts";
import type { Run } from "../../../engine/machine/state.ts";
import { proofRows } from "../../../notify/wording/proof-rows.ts";
import { stateWords } from "../../../notify/wording/state-words.ts";
import { subject } from "../../../notify/wording/subject.ts";
import { stepsOf } from "../../../playbook/steps-of.ts";
import type { RunRecord } from "../../../ports/run-store.ts";
import { refusalOf } from "../refusal.ts";
import { RUN_ACTIONS, type RunView } from "../views/run-view.ts";
import type { FoundRun } from "./find-run.ts";
import { pendingOf } from "./pending.ts";
import type { StepTimes } from "../../../engine/step-times.ts";
import { timeText, viewSummary } from "./view-summary.ts";
import { viewStep } from "./view-step.ts";

export function viewRun(
  { record, program }: FoundRun,
  times: ReadonlyMap<string, StepTimes>,
): RunView {
  const { state: run } = record;
  const pending = pendingOf(run);
  const ending = run.phase.is === "running" ? undefined : run.phase.ending;
  const steps = [...stepsOf(program.playbook)].filter(
    ({ step, rescues }) => rescues === undefined || run.path.includes(step.id),
  );
  return {
    ...viewSummary(record),
    state: stateOf(record, pending.length > 0),
    headline: { state: stateWords(run), about: subject(program, run) },
    deadline: timeText(run.deadline),
    reason: ending?.reason ?? null,
    failure: ending?.failure ? refusalOf(ending.failure) : null,
    steps: steps.map(({ step }) => viewStep(step.id, program, run, times.get(step.id))),
    pending,
    outputs: "outputs" in run.phase ? run.phase.outputs : {},
    proof: proofRows(run),
    actions: RUN_ACTIONS.map((does) => ({ does, obstacle: whyNot(does, program, run) ?? null })),
  };
}

function stateOf({ state: run, undo }: RunRecord, isPending: boolean): RunView["state"] {
  switch (run.phase.is) {
    case "running":
      return isPending && isStill(run) ? "waiting" : "running";
    case "closing":
      return "closing";
    case "taking_back":
      return isPending ? "waiting" : "undoing";
    case "ended":
      // Somebody has asked for it, and no worker has heard that yet.
      return undo === "undoing" ? "undoing" : "ended";
  }
}

/** Whether nothing goes on without a person; steps beside the one that waits may still work. */
function isStill({ steps }: Run): boolean {
  return Object.values(steps).every(
    (state) =>
      state.is !== "running" ||
      state.tasks.some(({ state: task }) => task.is === "asking" || task.is === "in_doubt"),
  );
}

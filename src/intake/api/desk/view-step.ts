import type { Call } from "../../../engine/machine/attempt.ts";
import type { Run, StepState, Task } from "../../../engine/machine/state.ts";
import { obstacleInWords } from "../../../engine/machine/task/held.ts";
import { programStep, stepState } from "../../../engine/machine/turn.ts";
import { isUndoing } from "../../../engine/machine/way-back.ts";
import type { Program, ProgramStep } from "../../../playbook/program.ts";
import type { StepView, StepViewState } from "../views/run-view.ts";
import { sayUndo } from "./say-undo.ts";
import type { StepTimes } from "../../../engine/step-times.ts";
import { timeText } from "./view-summary.ts";

export function viewStep(
  id: string,
  program: Program,
  run: Run,
  times: StepTimes | undefined,
): StepView {
  const step = programStep(program, id);
  const state = stepState(run, id);
  const ended = times?.ended ?? null;
  return {
    id,
    kind: step.kind.kind,
    state: undoStateOf(id, run) ?? stateOf(state, run),
    says: `${says(step, state)}${sayUndo(id, run)}`,
    began: times === undefined ? null : timeText(times.began),
    ended: ended === null ? null : timeText(ended),
  };
}

/** While changes of a step are being taken back, that is what it is at. */
function undoStateOf(id: string, { changes }: Run): StepViewState | undefined {
  const undoing = changes.filter((change) => change.step === id && isUndoing(change));
  if (undoing.length === 0) return undefined;
  return undoing.some(({ undo }) => undo.is === "in_doubt") ? "waiting" : "undoing";
}

function stateOf(state: StepState, { phase }: Run): StepViewState {
  switch (state.is) {
    case "waiting":
      return phase.is === "running" ? "next" : "unreached";
    case "awaiting_approval":
      return "waiting";
    case "planning":
      return "running";
    case "running":
      return state.tasks.some(waitsForSomebody) ? "waiting" : "running";
    case "skipped":
    case "undoing":
    case "rescuing":
    case "done":
    case "failed":
    case "stopped":
      return state.is;
  }
}

function waitsForSomebody({ state }: Task): boolean {
  return state.is === "asking" || state.is === "in_doubt";
}

function says(step: ProgramStep, state: StepState): string {
  switch (state.is) {
    case "waiting":
      return "";
    case "skipped":
      return state.because === "condition" ? notTrue(step) : "a step that it needs has failed";
    case "undoing":
    case "rescuing":
    case "failed":
      return `${state.failure.code} ${state.failure.message}`;
    case "planning":
      return `looks what would be done: ${describe(step, state.tasks)}`;
    case "awaiting_approval":
      return `approval needed: ${describe(step, state.tasks)}`;
    case "running":
    case "done":
    case "stopped":
      return describe(step, state.tasks);
  }
}

function notTrue({ step }: ProgramStep): string {
  return `not true: ${step.when ?? ""}`;
}

/** The sentence of a single task; of several, how far they are. */
function describe({ kind, items }: ProgramStep, tasks: readonly Task[]): string {
  const [first] = tasks;
  if (first === undefined) return "no items";
  if (items === undefined) return sentence(kind.describe(first.with), first);
  const done = tasks.filter(({ state }) => state.is === "done").length;
  const failed = tasks.filter(({ state }) => state.is === "failed").length;
  const failures = failed === 0 ? "" : `, ${failed} failed`;
  return `${done} of ${tasks.length} done${failures}`;
}

function sentence(does: string, { state }: Task): string {
  switch (state.is) {
    case "in_doubt":
      return `in doubt: ${does}; ${state.reason}`;
    case "arriving":
      return state.seen === null ? does : `${does}; on its way: ${state.seen.progress}`;
    case "checking":
      return `${does}; checked ${state.watch.reads} times`;
    case "polling":
      return `${does}; looked ${state.watch.reads} times`;
    case "looking":
      return `${does}${tried(state.call)}`;
    case "acting":
      if (state.waits === null || state.call.is === "in_flight")
        return `${does}${tried(state.call)}`;
      return `${does}; ${obstacleInWords(state.waits.for)}`;
    case "done":
      return state.proof === null ? does : `${does}; verified`;
    case "waiting":
    case "planning":
    case "sleeping":
    case "asking":
    case "calling":
    case "failed":
    case "dropped":
      return does;
  }
}

function tried({ is, attempt }: Call): string {
  return is === "backing_off" ? `; attempt ${attempt} failed, tries again` : "";
}

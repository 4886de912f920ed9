import { isParallel, type Step } from "../../playbook/format/step.ts";
import type { Program } from "../../playbook/program.ts";
import type { Run, StepState } from "./state.ts";
import { rescuesOf } from "./step/rescues.ts";
import { stepState } from "./turn.ts";

/** Whose turn it is: the first step that waits in the first block that is not over. */
export type Turns =
  | { readonly is: "start"; readonly step: string }
  /** A step that it needs has failed, so it never starts. */
  | { readonly is: "leave_out"; readonly step: string }
  | { readonly is: "wait" }
  | { readonly is: "all_over" };

/** Top to bottom; the branches of a `parallel` block together, each after those it needs. */
export function nextStep(program: Program, run: Run): Turns {
  for (const block of program.playbook.steps) {
    const steps = isParallel(block) ? block.parallel : [block];
    const open = steps.filter(({ id }) => !isOver(stepState(run, id)));
    if (open.length > 0) return firstToMove(program, run, open);
  }
  return { is: "all_over" };
}

/** Skipped counts as done, and a failed step that did not end the run is over as well. */
export function isOver({ is }: StepState): boolean {
  return is === "done" || is === "skipped" || is === "failed";
}

function firstToMove(program: Program, run: Run, open: readonly Step[]): Turns {
  for (const { id, needs = [] } of open) {
    const state = stepState(run, id);
    if (state.is === "rescuing") {
      const rescue = rescuesOf(program, id).find((one) => !isOver(stepState(run, one)));
      if (rescue !== undefined && stepState(run, rescue).is === "waiting") {
        return { is: "start", step: rescue };
      }
    }
    if (state.is !== "waiting") continue;
    const needed = needs.map((need) => stepState(run, need));
    if (needed.some(isLost)) return { is: "leave_out", step: id };
    if (needed.every(isOver)) return { is: "start", step: id };
  }
  return { is: "wait" };
}

/** Nothing can be built on it. A step skipped by its own condition is no loss. */
function isLost(state: StepState): boolean {
  return state.is === "failed" || (state.is === "skipped" && state.because === "need_failed");
}

import type { Program } from "../../playbook/program.ts";
import { ending, escalation } from "./ending.ts";
import type { Change, Ending, Run } from "./state.ts";
import { rescuesOf } from "./step/rescues.ts";
import { programStep, stepState, taskAt } from "./turn.ts";
import { standing, standingSteps } from "./way-back.ts";

/**
 * How a run ends that came to its last step.
 *
 * - `resolved`: a check has passed, and no change is left in place whose own check failed.
 * - `nothing_to_do`: no change was ever sent out.
 * - `escalated`: something was changed and nothing proved that it helped, as with `verify: none`.
 *   Only a person can tell then, so one is asked.
 */
export function endingAtEnd(program: Program, run: Run): Ending {
  if (isProven(program, run)) {
    return ending("resolved", `Verified: ${provenSteps(program, run).join(", ")}`);
  }
  if (run.firstChangeAt === null) return ending("nothing_to_do", "No step had anything to change");
  const changed = standingSteps(run);
  const what =
    changed.length === 0 ? "No change was left in place" : `Changed ${changed.join(", ")}`;
  return escalation(program, `${what}, and no check has shown that this helped`);
}

export function isProven(program: Program, run: Run): boolean {
  return provenSteps(program, run).length > 0 && !standing(run).some(isDisproven(program, run));
}

function provenSteps(program: Program, run: Run): readonly string[] {
  return [...program.steps.keys()].filter((id) => isProvenStep(run, id));
}

function isProvenStep(run: Run, id: string): boolean {
  const state = stepState(run, id);
  if (state.is !== "done") return false;
  return state.tasks.some((task) => task.state.is === "done" && task.state.proof !== null);
}

/** A failed step may still be redeemed by a step of its `on_failure` list that was checked. */
function isDisproven(program: Program, run: Run): (change: Change) => boolean {
  return (change) => {
    // A playbook that was called answers for its own changes, and has told somebody.
    if (programStep(program, change.step).kind.carrier === "engine") return false;
    if (taskAt(run, change)?.state.is !== "failed") return false;
    return !rescuesOf(program, change.step).some((rescue) => isProvenStep(run, rescue));
  };
}

import type { Failure } from "../../model/failure.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Program } from "../../playbook/program.ts";
import type { Ending } from "./state.ts";

/** How a run is going to end, and why. */
export function ending(outcome: Outcome, reason: string, more: Partial<Ending> = {}): Ending {
  return {
    outcome,
    reason,
    step: null,
    failure: null,
    escalateTo: null,
    plan: [],
    wish: null,
    ...more,
  };
}

/** Handed over to the owner of the playbook, unless `more` names another. */
export function escalation(program: Program, reason: string, more: Partial<Ending> = {}): Ending {
  return ending("escalated", reason, { escalateTo: program.playbook.owner, ...more });
}

export function failureOfStep(program: Program, step: string, failure: Failure): Ending {
  return escalation(program, `"${step}" failed: ${failure.message}`, { step, failure });
}

import type { Run, StepState, TaskState } from "../../engine/machine/state.ts";
import type { Outcome } from "../../model/outcome.ts";
import { span } from "./span.ts";

/** How a run stands, in the words that every message of it begins with. */
export function stateWords({ phase, steps, started, changes }: Run): string {
  switch (phase.is) {
    case "running":
      return runningWords(Object.values(steps));
    case "closing":
      return phase.stage === "undoing" ? "TAKING BACK" : "ENDING";
    case "taking_back":
      return changes.some(({ undo }) => undo.is === "in_doubt") ? "WAITING FOR YOU" : "TAKING BACK";
    case "ended": {
      const isUndone = phase.undo === "undone" || wasUndone(changes);
      const words = outcomeWords(phase.ending.outcome, phase.at - started);
      if (phase.undo === "undo_failed") return `${words}, not taken back`;
      return isUndone ? `${words}, undone` : words;
    }
  }
}

function wasUndone(changes: Run["changes"]): boolean {
  return changes.length > 0 && changes.every(({ undo }) => undo.is === "undone");
}

/** How a run has ended. */
export function outcomeWords(outcome: Outcome, took: number): string {
  switch (outcome) {
    case "resolved":
      return `FIXED in ${span(took)}`;
    case "nothing_to_do":
      return "NOTHING TO DO";
    case "escalated":
      return "NOT FIXED";
    case "cancelled":
      return "STOPPED";
    case "suggested":
    case "denied":
    case "refused":
    case "failed":
    case "unknown":
      return outcome.toUpperCase();
  }
}

function runningWords(steps: readonly StepState[]): string {
  if (steps.some(({ is }) => is === "awaiting_approval")) return "WAITING FOR YOU";
  const tasks = steps.flatMap((step) => (step.is === "running" ? step.tasks : []));
  const states = new Set<TaskState["is"]>(tasks.map(({ state }) => state.is));
  if (states.has("asking") || states.has("in_doubt")) return "WAITING FOR YOU";
  if (states.has("acting") || states.has("arriving")) return "WORKING";
  return states.has("checking") || states.has("polling") ? "CHECKING" : "WORKING";
}

import type { JsonObject, JsonValue } from "../../model/json.ts";
import { ending, escalation } from "./ending.ts";
import type { Ending, StepState } from "./state.ts";
import { allTasks, emit, note, programStep, withRun, withStep, type Turn } from "./turn.ts";
import { valuesOf } from "./values.ts";
import { isTemporary, standingSteps } from "./way-back.ts";

/** The outcome, for ever. What is still in doubt or could not be taken back outranks the plan. */
export function endRun(turn: Turn, planned: Ending): Turn {
  const final = forObservers(turn, withDoubts(turn, withRemains(turn, planned)));
  const settled = settleSteps(turn);
  const told =
    final.escalateTo === null
      ? settled
      : emit(settled, { is: "escalate", to: final.escalateTo, reason: final.reason });
  const outputs = outputsOf(told);
  const ended = withRun(told, {
    phase: { is: "ended", ending: final, at: turn.at, outputs, undo: null },
  });
  return note(ended, `Ended as ${final.outcome}.`);
}

function withDoubts(turn: Turn, planned: Ending): Ending {
  const doubtful = [...allTasks(turn.run)].find(({ task }) => task.state.is === "in_doubt");
  if (doubtful === undefined) return planned;
  const { step } = doubtful.ref;
  const reason = `Nobody knows whether "${step}" took effect. ${planned.reason}`;
  return ending("unknown", reason, { step, escalateTo: turn.program.playbook.owner });
}

function withRemains(turn: Turn, planned: Ending): Ending {
  const stuck = turn.run.changes.flatMap(({ step, undo }) =>
    undo.is === "failed" ? [{ step, failure: undo.failure }] : [],
  );
  const [lasting] = stuck.filter(({ step }) => !isTemporary(programStep(turn.program, step)));
  if (lasting !== undefined) {
    const remains = standingSteps(turn.run).join(", ");
    return escalation(turn.program, `${planned.reason}. Not taken back: ${remains}`, lasting);
  }
  // Nothing builds on it, so it changes nothing of how the run ends.
  if (stuck.length === 0) return planned;
  const remains = stuck.map(({ step }) => step).join(", ");
  return { ...planned, reason: `${planned.reason}. Not taken back: ${remains}` };
}

/** A run that only observes pages nobody. */
function forObservers({ run }: Turn, planned: Ending): Ending {
  if (run.mode !== "observe") return planned;
  const outcome = planned.outcome === "escalated" ? "failed" : planned.outcome;
  return { ...planned, outcome, escalateTo: null };
}

function settleSteps(turn: Turn): Turn {
  let next = turn;
  for (const [id, state] of Object.entries(turn.run.steps)) {
    const settled = settle(state);
    if (settled !== state) next = withStep(next, id, settled);
  }
  return next;
}

function settle(state: StepState): StepState {
  switch (state.is) {
    case "running": {
      const { tasks } = state;
      const isDone = tasks.every((task) => task.state.is === "done");
      return isDone ? { is: "done", tasks } : { is: "stopped", tasks };
    }
    case "undoing":
    case "rescuing":
      return { ...state, is: "failed" };
    case "waiting":
    case "skipped":
    case "planning":
    case "awaiting_approval":
    case "done":
    case "failed":
    case "stopped":
      return state;
  }
}

function outputsOf({ program, run }: Turn): JsonObject {
  const values = valuesOf(program, run);
  const outputs: [string, JsonValue][] = [];
  for (const [name, tree] of program.outputs) {
    const evaluated = tree.evaluate(values);
    outputs.push([name, evaluated.ok ? evaluated.value : null]);
  }
  return Object.fromEntries(outputs);
}

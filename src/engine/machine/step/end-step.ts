import { beginClosing } from "../closing.ts";
import { failureOfStep } from "../ending.ts";
import { endingAtEnd } from "../outcome.ts";
import { isOver } from "../sequence.ts";
import type { StepState, Task } from "../state.ts";
import { note, programStep, stepState, withStep, type Turn } from "../turn.ts";
import { isUndoing } from "../way-back.ts";
import { failStep } from "./fail-step.ts";
import { verdictOn } from "./foreach.ts";
import { rescuesOf } from "./rescues.ts";

type Failed = Extract<StepState, { readonly is: "undoing" | "rescuing" }>;

/** Moves the first step on that has nothing left to wait for. */
export function endSteps(turn: Turn): Turn {
  for (const [id, state] of Object.entries(turn.run.steps)) {
    const next = endStep(turn, id, state);
    if (next !== turn) return next;
  }
  return turn;
}

function endStep(turn: Turn, id: string, state: StepState): Turn {
  if (turn.run.changes.some((change) => change.step === id && isUndoing(change))) return turn;
  switch (state.is) {
    case "running":
      return endWork(turn, id, state.tasks);
    case "undoing":
      return applyOnFailure(turn, id, state);
    case "rescuing":
      return endRescue(turn, id, state);
    case "waiting":
    case "skipped":
    case "planning":
    case "awaiting_approval":
    case "done":
    case "failed":
    case "stopped":
      return turn;
  }
}

function endWork(turn: Turn, id: string, tasks: readonly Task[]): Turn {
  const { step } = programStep(turn.program, id);
  const verdict = verdictOn(tasks, step.foreach);
  switch (verdict.is) {
    case "open":
      return turn;
    case "failed":
      return failStep(turn, id, tasks, verdict.failure);
    case "done": {
      const done = withStep(turn, id, { is: "done", tasks });
      if (step.then !== "end") return done;
      return beginClosing(done, "nothing", endingAtEnd(done.program, done.run));
    }
  }
}

function applyOnFailure(turn: Turn, id: string, { tasks, failure }: Failed): Turn {
  const { on_failure: wanted } = programStep(turn.program, id).step;
  const failed = withStep(turn, id, { is: "failed", tasks, failure });
  if (wanted === "escalate") {
    return beginClosing(failed, "automatic", failureOfStep(turn.program, id, failure));
  }
  if (wanted === "continue") return note(failed, `Going on although "${id}" failed.`);
  return withStep(turn, id, { is: "rescuing", tasks, failure });
}

function endRescue(turn: Turn, id: string, { tasks, failure }: Failed): Turn {
  const isRescued = rescuesOf(turn.program, id).every((rescue) =>
    isOver(stepState(turn.run, rescue)),
  );
  if (!isRescued) return turn;
  return note(withStep(turn, id, { is: "failed", tasks, failure }), `"${id}" was caught.`);
}

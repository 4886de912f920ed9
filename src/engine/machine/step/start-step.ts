import type { Expression } from "../../../expr/expression.ts";
import type { Failure } from "../../../model/failure.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import { wishDigest } from "../../approval/digest.ts";
import { beginClosing } from "../closing.ts";
import { ending } from "../ending.ts";
import type { Task } from "../state.ts";
import { note, programStep, withStep, type Turn } from "../turn.ts";
import { beginPlanning } from "./begin-planning.ts";
import { begin } from "./begin-step.ts";
import { evaluateCondition } from "./condition.ts";
import { failStep } from "./fail-step.ts";
import { permission } from "./mode.ts";
import { describeTasks, planTasks } from "./plan-tasks.ts";

/** A step whose turn has come: skipped, suggested, brought before people, or begun. */
export function startStep(turn: Turn, id: string): Turn {
  const step = programStep(turn.program, id);

  const due = holds(turn, step.when);
  if (!due.ok) return failBeforeStart(turn, id, due.failure);
  if (!due.value) {
    const skipped = withStep(turn, id, { is: "skipped", because: "condition" });
    return note(skipped, `Skipped "${id}": its condition is false.`);
  }

  const planned = planTasks(turn, step);
  if (!planned.ok) return failBeforeStart(turn, id, planned.failure);
  if (planned.tasks.length === 0) return finishEmpty(turn, id);

  const asks = holds(turn, step.approveWhen);
  if (!asks.ok) return failBeforeStart(turn, id, asks.failure);
  switch (permission(turn.run.mode, step, step.step.approve !== undefined && asks.value)) {
    case "go":
      return begin(turn, id, planned.tasks);
    case "ask":
      return beginPlanning(turn, id, planned.tasks);
    case "suggest":
      return suggest(turn, step, planned.tasks);
  }
}

/** A condition that is not there holds. */
function holds(turn: Turn, condition: Expression | undefined) {
  if (condition === undefined) return { ok: true, value: true } as const;
  return evaluateCondition(turn, condition);
}

function failBeforeStart(turn: Turn, id: string, failure: Failure): Turn {
  return failStep(note(turn, `"${id}" failed: ${failure.message}`), id, [], failure);
}

/** Nobody is asked about nothing, and it is no part of the path. */
function finishEmpty(turn: Turn, id: string): Turn {
  return note(withStep(turn, id, { is: "running", tasks: [] }), `"${id}" has no items.`);
}

function suggest(turn: Turn, { step, kind }: ProgramStep, tasks: readonly Task[]): Turn {
  const reason = `In mode ${turn.run.mode} a run stops before "${step.id}"`;
  const plan = describeTasks(kind, tasks);
  const wish = wishDigest(step.id, tasks);
  return beginClosing(turn, "nothing", ending("suggested", reason, { step: step.id, plan, wish }));
}

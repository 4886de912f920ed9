import type { Failure } from "../../../model/failure.ts";
import type { JsonObject, JsonValue } from "../../../model/json.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { Task } from "../state.ts";
import { fillCall } from "../task/fill-call.ts";
import type { Turn } from "../turn.ts";
import { valuesOf } from "../values.ts";

export type Planned =
  | { readonly ok: true; readonly tasks: readonly Task[] }
  | { readonly ok: false; readonly failure: Failure };

/** All the work of a step, filled in and checked before any of it begins. */
export function planTasks(turn: Turn, step: ProgramStep): Planned {
  if (step.items === undefined) return planEach(turn, step, [null]);
  const evaluated = step.items.evaluate(valuesOf(turn.program, turn.run));
  if (!evaluated.ok) return evaluated;
  const items = evaluated.value;
  if (!Array.isArray(items)) return { ok: false, failure: noList(step) };
  const max = step.step.foreach?.max ?? 1;
  if (items.length > max) return { ok: false, failure: tooMany(step, items.length, max) };
  return planEach(turn, step, items);
}

/** What the tasks would do, each in one sentence of its kind. */
export function describeTasks(kind: AnyKind, tasks: readonly Task[]): readonly string[] {
  return tasks.map((task) => describeCall(kind, task.with));
}

export function describeCall(kind: AnyKind, params: JsonObject): string {
  return kind.describe(params);
}

function planEach(turn: Turn, step: ProgramStep, items: readonly JsonValue[]): Planned {
  const tasks: Task[] = [];
  for (const item of items) {
    const filled = fillCall(turn, step.kind, step.with, item);
    if (!filled.ok) return filled;
    tasks.push({
      item,
      with: filled.with,
      state: { is: "waiting" },
      plan: null,
      looks: 0,
      sent: 0,
    });
  }
  return { ok: true, tasks };
}

function tooMany({ step }: ProgramStep, found: number, max: number): Failure {
  return {
    code: "E302",
    message: `"${step.id}" found ${found} items and may touch ${max}, so it touched none`,
    remedy: `Look at the list. If it is right, raise foreach.max of "${step.id}".`,
    retry: "never",
  };
}

function noList({ step }: ProgramStep): Failure {
  return {
    code: "E203",
    message: `foreach.items of "${step.id}" gave no list`,
    remedy: "Let it name a list, such as steps.locks.outputs.held.",
    retry: "never",
  };
}

import { stepState } from "../../engine/machine/turn.ts";
import type { Run, StepState, TaskState } from "../../engine/machine/state.ts";
import type { JsonObject } from "../../model/json.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Program } from "../../playbook/program.ts";
import { scalarsOf } from "../wording/values.ts";

/** What a run has found, step by step, for whoever reads it on a page. */
export function evidence(program: Program, run: Run): JsonObject {
  const found = [...stepsOf(program.playbook)].flatMap(({ step: { id } }) => {
    const words = foundBy(stepState(run, id));
    return words === undefined ? [] : [[id, words] as const];
  });
  return Object.fromEntries(found);
}

function foundBy(state: StepState): string | undefined {
  if (state.is === "failed") return `failed: ${state.failure.message}`;
  const tasks = "tasks" in state ? state.tasks : [];
  const words = tasks.map((task) => outputWords(task.state)).filter((each) => each !== "");
  return words.length === 0 ? undefined : words.join("; ");
}

function outputWords(state: TaskState): string {
  if (state.is === "in_doubt") return `in doubt: ${state.reason}`;
  if (state.is === "failed") return `failed: ${state.failure.message}`;
  if (state.is !== "done") return "";
  const values = scalarsOf(state.output).map(([name, value]) => `${name} ${value}`);
  return values.join(", ");
}

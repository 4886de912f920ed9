import type { Values } from "../../expr/expression.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Program } from "../../playbook/program.ts";
import type { StepStatus } from "../../playbook/scopes.ts";
import type { Run, StepState, Task } from "./state.ts";
import { stepState } from "./turn.ts";

/** What expressions see at this moment of the run; `more` adds `item`, `before` and the like. */
export function valuesOf(program: Program, run: Run, more: JsonObject = {}): Values {
  const { playbook } = program;
  const steps: Record<string, JsonValue> = {};
  for (const [id, { step }] of program.steps) {
    steps[id] = seenStep(stepState(run, id), step.foreach !== undefined);
  }
  return {
    params: run.params,
    run: {
      id: run.id,
      started: new Date(run.started).toISOString(),
      playbook: playbook.name,
      version: playbook.version,
    },
    steps,
    ...more,
  };
}

function seenStep(state: StepState, isForeach: boolean): JsonObject {
  const status = statusOf(state);
  switch (state.is) {
    case "done":
      return { status, outputs: outputsOf(state.tasks, isForeach) };
    case "undoing":
    case "rescuing":
    case "failed": {
      const { code, message } = state.failure;
      return { status, error: { code, message } };
    }
    case "waiting":
    case "skipped":
    case "planning":
    case "awaiting_approval":
    case "running":
    case "stopped":
      return { status };
  }
}

function statusOf(state: StepState): StepStatus {
  switch (state.is) {
    case "planning":
    case "awaiting_approval":
      return "waiting";
    case "undoing":
    case "rescuing":
      return "failed";
    case "waiting":
    case "skipped":
    case "running":
    case "done":
    case "failed":
    case "stopped":
      return state.is;
  }
}

function outputsOf(tasks: readonly Task[], isForeach: boolean): JsonValue {
  const items = tasks.flatMap(({ state }) => (state.is === "done" ? [state.output] : []));
  if (!isForeach) return items[0] ?? null;
  return { items, done: items.length, failed: tasks.length - items.length };
}

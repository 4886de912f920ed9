import type { Task, Workflow } from "../plant/workflow.ts";

export function workflowView(workflow: Workflow): object {
  const { id, definition, version, pinned, state, began, ended } = workflow;
  const reason = Object.values(workflow.tasks).find((task) => task.state === "timed_out")?.id;
  return {
    id,
    name: definition.name,
    version,
    pinned,
    state,
    began: seconds(began),
    ended: ended === null ? null : seconds(ended),
    reason: reason === undefined ? "" : `${reason} exceeded its maximum runtime`,
  };
}

export function taskView(task: Task, now: number): object {
  const { id, step, state, worker, began, ended, waitsFor } = task;
  return {
    id,
    type: step.type,
    state,
    worker,
    duration: began === null ? 0 : seconds((ended ?? now) - began),
    waits_for: waitsFor,
  };
}

export const seconds = (ms: number): number => Math.round(ms / 100) / 10;

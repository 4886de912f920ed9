import type { Definition, Step } from "./definition.ts";

/** One execution of a definition. */
export interface Workflow {
  readonly id: string;
  /** As it was when the workflow began, whatever becomes of the definition. */
  readonly definition: Definition;
  readonly version: number;
  readonly pinned: number | null;
  readonly state: WorkflowState;
  readonly began: number;
  readonly ended: number | null;
  /** The engine that carries it on; one that is gone leaves it an orphan. */
  readonly engine: string;
  readonly tasks: Readonly<Record<string, Task>>;
}

export type WorkflowState = "pending" | "running" | "completed" | "failed" | "cancelled";

export const OPEN: readonly WorkflowState[] = ["pending", "running"];

/** One try of one step. */
export interface Task {
  readonly id: string;
  readonly step: Step;
  readonly state: TaskState;
  readonly worker: string | null;
  /** In ms, when it was given other time than its type has. */
  readonly timeout: number | null;
  readonly queued: number | null;
  readonly began: number | null;
  readonly ended: number | null;
  /** What it waits for that is not ours to give, such as a service that is slow. */
  readonly waitsFor: string;
}

type TaskState = "waiting" | "queued" | "running" | "completed" | "timed_out" | "failed";

export function beginWorkflow(
  { id, version, engine, at }: { id: string; version: number; engine: string; at: number },
  definition: Definition,
): Workflow {
  const tasks = definition.steps.map((step): [string, Task] => [step.id, newTask(id, step)]);
  return {
    id,
    definition,
    version,
    pinned: null,
    state: "pending",
    began: at,
    ended: null,
    engine,
    tasks: Object.fromEntries(tasks),
  };
}

function newTask(workflow: string, step: Step): Task {
  return {
    id: `${workflow}.${step.id}`,
    step,
    state: "waiting",
    worker: null,
    timeout: null,
    queued: null,
    began: null,
    ended: null,
    waitsFor: "",
  };
}

/** Tasks that nothing in the workflow stands in the way of, and that are not in the queue yet. */
export function nextTasks({ tasks, state }: Workflow): readonly Task[] {
  if (!OPEN.includes(state)) return [];
  return Object.values(tasks).filter(
    (task) =>
      task.state === "waiting" &&
      task.step.depends_on.every((need) => tasks[need]?.state === "completed"),
  );
}

/** The same workflow with a task as it is now, and with the state that follows. */
export function withTask(workflow: Workflow, task: Task, at: number): Workflow {
  const tasks = { ...workflow.tasks, [task.step.id]: task };
  const state = stateAfter(workflow.state, Object.values(tasks));
  const ended = OPEN.includes(state) ? null : (workflow.ended ?? at);
  return { ...workflow, tasks, state, ended };
}

function stateAfter(before: WorkflowState, tasks: readonly Task[]): WorkflowState {
  if (before === "cancelled") return before;
  if (tasks.every(({ state }) => state === "completed")) return "completed";
  if (tasks.some(({ state }) => state === "timed_out" || state === "failed")) return "failed";
  return tasks.every(({ state }) => state === "waiting" || state === "queued")
    ? "pending"
    : "running";
}

/** Everything that did not complete is tried again. */
export function retried(workflow: Workflow): Workflow {
  const tasks = Object.entries(workflow.tasks).map(([id, task]): [string, Task] => [
    id,
    task.state === "completed" ? task : newTask(workflow.id, task.step),
  ]);
  return { ...workflow, state: "pending", ended: null, tasks: Object.fromEntries(tasks) };
}

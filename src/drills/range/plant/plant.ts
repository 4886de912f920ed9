import type { Definition } from "./definition.ts";
import { TASK_TYPES, type TaskType } from "./task-types.ts";
import { type Task, type Workflow, withTask } from "./workflow.ts";

/** What the system knows for good: its database. All times are those of the story. */
export interface Plant {
  readonly now: () => number;
  readonly workflows: Map<string, Workflow>;
  readonly types: Map<string, TaskType>;
  /** Versions of each definition, the first one first. */
  readonly definitions: Map<string, readonly Definition[]>;
  /** How many times slower than usual a service is. */
  readonly slowness: Map<string, number>;
  readonly ended: EndedTask[];
  readonly counts: { ended: number; failed: number; completedTasks: number };
  /** What was asked of its API that changes something, such as `POST /api/v1/pause`, in order. */
  readonly orders: string[];
  /** When the replica of the database will have caught up. */
  caughtUpAt: number;
  /** How many ms it is behind. */
  readonly replicaLag: () => number;
  isPaused: boolean;
  readonly put: (task: Task) => void;
  readonly taskOf: (id: string) => { readonly workflow: Workflow; readonly task: Task } | undefined;
}

export interface EndedTask {
  readonly task: Task;
  readonly workflow: string;
  readonly took: number;
  readonly at: number;
}

const REMEMBERED = 1_000;

export function openPlant(now: () => number): Plant {
  const workflows = new Map<string, Workflow>();
  const ended: EndedTask[] = [];
  const counts = { ended: 0, failed: 0, completedTasks: 0 };

  function taskOf(id: string) {
    const at = id.lastIndexOf(".");
    const workflow = workflows.get(id.slice(0, at));
    const task = workflow?.tasks[id.slice(at + 1)];
    return workflow === undefined || task === undefined ? undefined : { workflow, task };
  }

  function put(task: Task): void {
    const found = taskOf(task.id);
    if (found === undefined) return;
    const { workflow } = found;
    const next = withTask(workflow, task, now());
    workflows.set(workflow.id, next);
    if (task.ended !== null && found.task.ended === null) remember(task, workflow.id);
    if (next.ended !== null && workflow.ended === null) {
      counts.ended += 1;
      if (next.state === "failed") counts.failed += 1;
    }
  }

  function remember(task: Task, workflow: string): void {
    const at = task.ended ?? now();
    if (task.state === "completed") counts.completedTasks += 1;
    ended.push({ task, workflow, took: at - (task.began ?? at), at });
    if (ended.length > 2 * REMEMBERED) ended.splice(0, ended.length - REMEMBERED);
  }

  const plant: Plant = {
    now,
    workflows,
    types: new Map(TASK_TYPES.map((type) => [type.type, type])),
    definitions: new Map(),
    slowness: new Map(),
    ended,
    counts,
    orders: [],
    caughtUpAt: 0,
    replicaLag: () => Math.max(0, plant.caughtUpAt - now()),
    isPaused: false,
    put,
    taskOf,
  };
  return plant;
}

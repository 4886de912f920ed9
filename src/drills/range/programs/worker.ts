import type { Cancel, Clock } from "../../../ports/clock.ts";
import type { Board } from "../board/board.ts";
import type { Plant } from "../plant/plant.ts";
import type { Task } from "../plant/workflow.ts";

/** The program of a worker's pod: takes tasks out of the queue and does them. */
export interface Worker {
  readonly name: string;
  readonly concurrency: number;
  readonly active: () => number;
  readonly work: () => Promise<void>;
  /** What is wrong with it; it stays so until its pod is replaced. */
  readonly ail: (ailment: Ailment) => void;
  readonly ailment: () => Ailment | null;
  readonly stop: () => void;
}

/**
 * `hangs`: does nothing any more. `disconnected`: has lost the queue, and does not notice.
 * `greedy`: keeps every lock that it has.
 */
export type Ailment = "hangs" | "disconnected" | "greedy";

export interface WorkerParts {
  readonly plant: Plant;
  readonly board: Board;
  readonly clock: Pick<Clock, "after">;
  /** How many ms of the story pass in one of ours. */
  readonly pace: number;
  readonly concurrency: number;
  /** Whether its program gives memory back. */
  readonly leaks: () => boolean;
  readonly log: (line: string) => void;
  readonly use: (usage: { readonly cpu: string; readonly memory: string }) => void;
}

const BEAT_MS = 2_000;
const IDLE_MIB = 120;
const LEAK_MIB = 6;

export function runWorker(name: string, parts: WorkerParts): Worker {
  const { plant, board, clock, pace, concurrency, leaks, log, use } = parts;
  const active = new Map<string, { readonly task: Task; readonly cancel: Cancel }>();
  let ailment: Ailment | null = null;
  let leaked = 0;
  /** It has met a task that has to wait, so that looking on in this turn would go round in circles. */
  let isFull = false;
  let isStopped = false;

  async function takeOne(): Promise<boolean> {
    const id = await board.take();
    if (id === null) return false;
    const found = plant.taskOf(id);
    if (found === undefined) log(`ERROR cannot decode task ${JSON.stringify(id.slice(0, 60))}`);
    if (found === undefined || found.task.state !== "queued") return true;
    const { workflow, task } = found;
    if (ailment !== "greedy" && (await board.lock(workflow.id, name))) begin(task, workflow.id);
    else await later(id);
    return true;
  }

  /** Back to the end of the queue; what stands there now may do better. */
  async function later(id: string): Promise<void> {
    await board.push(id);
    isFull = true;
  }

  function begin(task: Task, workflow: string): void {
    const type = plant.types.get(task.step.type);
    const service = type?.service ?? "";
    const slowness = plant.slowness.get(service) ?? 1;
    const takes = (type?.takes ?? 1_000) * slowness;
    const allowed = task.timeout ?? type?.timeout ?? 30_000;
    const began = plant.now();
    const waitsFor = slowness > 1 ? service : "";
    const running: Task = { ...task, state: "running", worker: name, began, waitsFor };
    plant.put(running);
    const outcome = takes > allowed ? "timed_out" : "completed";
    const cancel = clock.after(Math.min(takes, allowed) / pace, () => {
      active.delete(task.id);
      if (outcome === "timed_out")
        log(`ERROR workflow_id=${workflow} Task exceeded maximum runtime`);
      plant.put({ ...running, state: outcome, ended: plant.now() });
      if (leaks()) leaked += LEAK_MIB * Math.max(1, task.step.payload);
      void letGo(workflow);
      show();
    });
    active.set(task.id, { task: running, cancel });
    show();
  }

  /** A task of the same workflow may still need the lock. */
  async function letGo(workflow: string): Promise<void> {
    if ([...active.keys()].some((id) => id.startsWith(`${workflow}.`))) return;
    await board.unlock(workflow, name).catch(() => undefined);
  }

  function show(): void {
    const payloads = [...active.values()].reduce((sum, { task }) => sum + task.step.payload, 0);
    const memory = `${Math.round(IDLE_MIB + payloads + leaked)}Mi`;
    use({ cpu: `${50 + 200 * active.size}m`, memory });
  }

  return {
    name,
    concurrency,
    active: () => active.size,
    ail: (what) => {
      ailment = what;
      if (what === "disconnected") log("ERROR lost the connection to Redis");
    },
    ailment: () => ailment,
    work: async () => {
      if (isStopped || ailment === "hangs") return;
      await board.beat(name, BEAT_MS);
      if (ailment === "disconnected") return;
      isFull = false;
      while (!isStopped && !isFull && active.size < concurrency && (await takeOne()));
    },
    stop: () => {
      isStopped = true;
      for (const { cancel } of active.values()) cancel();
      active.clear();
    },
  };
}

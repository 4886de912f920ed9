import type { Board } from "../board/board.ts";
import type { Plant } from "../plant/plant.ts";
import { nextTasks, OPEN, type Workflow } from "../plant/workflow.ts";

/** The program of an engine's pod: brings tasks into the queue whose turn has come. */
export interface Engine {
  readonly name: string;
  readonly work: () => Promise<void>;
}

export interface EngineParts {
  readonly plant: Plant;
  readonly board: Board;
  /** The workers whose pods run, whether or not they do anything. */
  readonly workers: () => ReadonlySet<string>;
  readonly log: (line: string) => void;
}

export function runEngine(name: string, { plant, board, workers, log }: EngineParts): Engine {
  async function carryOn(workflow: Workflow): Promise<void> {
    takeBack(workflow);
    for (const task of nextTasks(plant.workflows.get(workflow.id) ?? workflow)) {
      plant.put({ ...task, state: "queued", queued: plant.now() });
      await board.push(task.id);
    }
  }

  /** What a worker had begun that is gone is done again by another. */
  function takeBack({ tasks, id }: Workflow): void {
    const living = workers();
    for (const task of Object.values(tasks)) {
      if (task.state !== "running" || task.worker === null || living.has(task.worker)) continue;
      log(`workflow_id=${id} task=${task.id} lost with ${task.worker}, queued again`);
      plant.put({ ...task, state: "waiting", worker: null, began: null });
    }
  }

  return {
    name,
    work: async () => {
      const mine = [...plant.workflows.values()].filter(
        ({ engine, state }) => engine === name && OPEN.includes(state),
      );
      for (const workflow of mine) await carryOn(workflow);
    },
  };
}

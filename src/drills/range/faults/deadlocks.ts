import { readyWorkers } from "../system.ts";
import type { Fault } from "./fault.ts";
import { makeWorkflow, PIPELINE } from "./make-workflow.ts";

/** Tasks wait for each other. */
export const DEADLOCKS: readonly Fault[] = [
  {
    name: "bad-dag",
    cause: "The steps of a workflow wait for each other in a circle.",
    remedy: "Cancel the workflow",
    breakIt: async (system) => {
      const steps = [
        { id: "fetch", type: "http", depends_on: ["store"], payload: 1 },
        { id: "process", type: "agent", depends_on: ["fetch"], payload: 1 },
        { id: "store", type: "database", depends_on: ["process"], payload: 1 },
      ];
      const { id } = await makeWorkflow(system, { name: "circle", steps });
      return { workflow_id: id };
    },
  },
  {
    name: "contention",
    cause: "A worker that lives holds the lock of a workflow that it does not work on.",
    remedy: null,
    breakIt: async (system) => {
      const { id } = await makeWorkflow(system, PIPELINE);
      const [worker = ""] = readyWorkers(system);
      await system.board.lock(id, worker);
      system.programs.workers.get(worker)?.ail("greedy");
      return { workflow_id: id };
    },
  },
  {
    name: "lock-not-released",
    cause: "A worker that is gone has left the lock of a workflow.",
    remedy: "Release the lock",
    breakIt: async (system) => {
      const { id } = await makeWorkflow(system, PIPELINE);
      await system.board.lock(id, "workflow-workers-gone");
      return { workflow_id: id };
    },
  },
];

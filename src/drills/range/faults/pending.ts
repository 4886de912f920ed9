import type { Ailment } from "../programs/worker.ts";
import type { System } from "../system.ts";
import type { Fault, Subject } from "./fault.ts";
import { makeWorkflow, PIPELINE } from "./make-workflow.ts";

/** Workflows stay pending. */
export const PENDING: readonly Fault[] = [
  {
    name: "no-workers",
    cause: "Every worker hangs: it runs, and takes nothing.",
    remedy: "Restart the workers",
    breakIt: (system) => stuckBehind(system, "hangs"),
  },
  {
    name: "queue-connection-lost",
    cause: "Every worker has lost its connection to Redis and does not notice.",
    remedy: "Restart the workers",
    breakIt: (system) => stuckBehind(system, "disconnected"),
  },
  {
    name: "task-not-readable",
    cause: "A task was written into the queue in a form that no worker can read, and is gone.",
    remedy: "Retry the workflow",
    breakIt: async (system) => {
      const { plant, board } = system;
      const { id, tasks } = await makeWorkflow(system, PIPELINE);
      for (const task of Object.values(tasks)) {
        if (task.step.depends_on.length > 0) continue;
        plant.put({ ...task, state: "queued", queued: plant.now() });
        await board.push(`{"task": "${task.id}`);
      }
      return { workflow_id: id };
    },
  },
];

async function stuckBehind(system: System, ailment: Ailment): Promise<Subject> {
  for (const worker of system.programs.workers.values()) worker.ail(ailment);
  const { id } = await makeWorkflow(system, PIPELINE);
  return { workflow_id: id };
}

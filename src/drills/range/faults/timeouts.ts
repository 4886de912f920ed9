import type { TaskType } from "../plant/task-types.ts";
import type { System } from "../system.ts";
import type { Fault, Subject } from "./fault.ts";
import { makeWorkflow } from "./make-workflow.ts";

const THINKING = {
  name: "thinking",
  steps: [{ id: "think", type: "llm_inference", depends_on: [], payload: 1 }],
};

/** Tasks take too long. */
export const TIMEOUTS: readonly Fault[] = [
  {
    name: "slow-downstream",
    cause: "The service behind the tasks answers twenty times slower than usual.",
    remedy: null,
    breakIt: async (system) => {
      system.plant.slowness.set("agent-brain", 20);
      return think(system);
    },
  },
  {
    name: "timeout-too-low",
    cause: "Tasks of a type are allowed less time than they need.",
    remedy: "Increase the time-out of the type, and retry the task with more time",
    breakIt: async (system) => {
      change(system, { timeout: 10_000 });
      return think(system);
    },
  },
  {
    name: "long-calls",
    cause: "The calls themselves have become long, and are allowed to be.",
    remedy: null,
    breakIt: async (system) => {
      change(system, { takes: 400_000, timeout: 900_000 });
      return think(system);
    },
  },
];

function change({ plant }: System, more: Partial<TaskType>): void {
  const type = plant.types.get("llm_inference");
  if (type !== undefined) plant.types.set(type.type, { ...type, ...more });
}

async function think(system: System): Promise<Subject> {
  const { id } = await makeWorkflow(system, THINKING);
  return { workflow_id: id, task_type: "llm_inference" };
}

import { WORKERS } from "../programs/behaviour.ts";
import type { System } from "../system.ts";
import type { Fault } from "./fault.ts";
import { makeWorkflow } from "./make-workflow.ts";
import { release } from "./pods.ts";

/** Workers run out of memory. */
export const MEMORY: readonly Fault[] = [
  {
    name: "large-payloads",
    cause: "Single tasks bring payloads that are larger than a worker's memory.",
    remedy: "Give the workers more memory",
    breakIt: async (system) => {
      // More than a worker has, and what it will be given holds both of them at once.
      await feed(system, { name: "large", payload: 950, workflows: 2 });
      return { deployment: WORKERS };
    },
  },
  {
    name: "memory-leak",
    cause: "The workers' own program does not give memory back.",
    remedy: null,
    breakIt: async (system) => {
      system.programs.leak();
      await feed(system, { name: "small", payload: 20, workflows: 40 });
      return { deployment: WORKERS };
    },
  },
  {
    name: "too-much-at-once",
    cause: "Each worker takes more tasks at once than it has memory for.",
    remedy: "Reduce the concurrency",
    breakIt: async (system) => {
      const env = [{ name: "WORKER_CONCURRENCY", value: "8" }];
      release(system, WORKERS, { container: { env } });
      await feed(system, { name: "medium", payload: 200, workflows: 60 });
      return { deployment: WORKERS };
    },
  },
];

async function feed(
  system: System,
  { name, payload, workflows }: { name: string; payload: number; workflows: number },
): Promise<void> {
  const steps = [{ id: "think", type: "llm_inference", depends_on: [], payload }];
  for (let made = 0; made < workflows; made++) await makeWorkflow(system, { name, steps });
}

import type { System } from "../system.ts";
import type { Fault, Subject } from "./fault.ts";
import { makeWorkflow, PIPELINE } from "./make-workflow.ts";

/** More work than can be done, or work that fails. */
export const LOAD: readonly Fault[] = [
  backlog("backlog", 150, "More tasks come in than the workers can do; over 100 wait."),
  backlog("backlog-critical", 1_200, "Many more tasks come in than can be done; over 1,000 wait."),
  {
    name: "workflows-fail",
    cause: "The database behind the last step answers so slowly that most workflows fail.",
    remedy: null,
    breakIt: async (system) => {
      system.plant.slowness.set("postgres", 100);
      return many(system, 20);
    },
  },
];

function backlog(name: string, workflows: number, cause: string): Fault {
  return { name, cause, remedy: "Scale the workers", breakIt: (system) => many(system, workflows) };
}

async function many(system: System, workflows: number): Promise<Subject> {
  for (let made = 0; made < workflows; made++) await makeWorkflow(system, PIPELINE);
  return { queue: "workflow:tasks:pending" };
}

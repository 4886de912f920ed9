import type { Definition } from "../plant/definition.ts";
import type { Workflow } from "../plant/workflow.ts";
import { create, publish, type System } from "../system.ts";

/** The workflow that most faults are about. */
export const PIPELINE: Definition = {
  name: "data-pipeline",
  steps: [
    { id: "fetch", type: "http", depends_on: [], payload: 1 },
    { id: "process", type: "agent", depends_on: ["fetch"], payload: 1 },
    { id: "store", type: "database", depends_on: ["process"], payload: 1 },
  ],
};

/** Begins a workflow of this definition, which is stored first unless it is. */
export async function makeWorkflow(system: System, definition: Definition): Promise<Workflow> {
  if (!system.plant.definitions.has(definition.name)) publish(system, definition);
  const workflow = await create(system, definition.name);
  if (workflow === undefined) throw new Error("no engine is ready to take a workflow");
  return workflow;
}

import { publish, reload, type System } from "../system.ts";
import type { Fault } from "./fault.ts";
import { makeWorkflow, PIPELINE } from "./make-workflow.ts";

/** A workflow runs on another version than is stored. */
export const VERSIONS: readonly Fault[] = [
  {
    name: "updated-mid-run",
    cause: "A definition was changed while a workflow of it ran.",
    remedy: "Pin the version",
    breakIt: async (system) => {
      const { id } = await makeWorkflow(system, PIPELINE);
      changeDefinition(system);
      await reload(system);
      return { workflow_id: id };
    },
  },
  {
    name: "stale-cache",
    cause: "A definition was changed, and engines still read the old one from their cache.",
    remedy: "Clear the cache and reload",
    breakIt: async (system) => {
      await makeWorkflow(system, PIPELINE);
      changeDefinition(system);
      const { id } = await makeWorkflow(system, PIPELINE);
      return { workflow_id: id };
    },
  },
  {
    name: "replication-lag",
    cause: "The replica that engines read from is behind, so that a reload brings the old version.",
    remedy: "Wait for the replica, then clear the cache and reload",
    breakIt: async (system) => {
      await makeWorkflow(system, PIPELINE);
      system.plant.caughtUpAt = system.plant.now() + LAG_MS;
      changeDefinition(system);
      await reload(system);
      const { id } = await makeWorkflow(system, PIPELINE);
      return { workflow_id: id };
    },
  },
];

/** Longer than it takes until somebody looks. */
const LAG_MS = 400_000;

function changeDefinition(system: System): void {
  const steps = PIPELINE.steps.map((step) => ({ ...step, payload: step.payload + 1 }));
  publish(system, { ...PIPELINE, steps });
}

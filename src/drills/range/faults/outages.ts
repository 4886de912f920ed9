import { ENGINE, WORKERS } from "../programs/behaviour.ts";
import type { Fault } from "./fault.ts";
import { containersOf, release } from "./pods.ts";

const BROKEN = `${ENGINE}:2.2.0`;

/** Something is down. */
export const OUTAGES: readonly Fault[] = [
  {
    name: "engine-down",
    cause: "Every engine hangs and takes no request.",
    remedy: "Restart the engine by force",
    breakIt: async (system) => {
      for (const container of containersOf(system, ENGINE)) container.setReady(false);
      return { deployment: ENGINE };
    },
  },
  {
    name: "engine-release-broken",
    cause: "A release of the engine cannot start, and has replaced the one that could.",
    remedy: "Go back to the release before",
    breakIt: async (system) => {
      system.programs.broken.add(BROKEN);
      const spec = { strategy: { type: "Recreate" } };
      release(system, ENGINE, { container: { image: BROKEN }, spec });
      return { deployment: ENGINE };
    },
  },
  {
    name: "workers-down",
    cause: "Every worker hangs and says so.",
    remedy: "Restart the workers",
    breakIt: async (system) => {
      for (const worker of system.programs.workers.values()) worker.ail("hangs");
      for (const container of containersOf(system, WORKERS)) container.setReady(false);
      return { deployment: WORKERS };
    },
  },
  {
    name: "workers-restarting",
    cause: "The program of a worker ends again and again.",
    remedy: null,
    breakIt: async (system) => {
      const [container] = containersOf(system, WORKERS);
      for (let times = 0; times < RESTARTS; times++) {
        container?.exit(1);
        await system.cluster.until(() => container?.seen().restarts === times + 1);
      }
      return { deployment: WORKERS };
    },
  },
];

const RESTARTS = 4;

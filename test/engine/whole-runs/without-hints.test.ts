import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { exerciseWholeRuns } from "../../contract/whole-runs.ts";
import { rethrow } from "./rethrow.ts";

await exerciseWholeRuns(async () => [deaf(), deaf()]);

/** Every hint gets lost, so that runs are found by those alone who look for them. */
function deaf() {
  const local = dispatchInProcess(systemClock, rethrow);
  return {
    dispatcher: { ...local, wake: () => undefined },
    scan: { wakeHere: local.wake, pace: { everyMs: 5, graceMs: 0 } },
  };
}

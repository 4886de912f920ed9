import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { exerciseWholeRuns } from "../../contract/whole-runs.ts";
import { rethrow } from "./rethrow.ts";

await exerciseWholeRuns(async () => [{ dispatcher: dispatchInProcess(systemClock, rethrow) }]);

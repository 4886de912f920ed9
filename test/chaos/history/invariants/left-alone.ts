import { CLAIMS_WITHOUT_PROGRESS } from "../../../../src/ports/run-store.ts";
import type { Tenure } from "../../replica/order.ts";
import type { History } from "../history.ts";

/** A run that is claimed and neither moved on nor given back is not claimed for ever. */
export function* leftAlone({ tenures }: History): Generator<string> {
  for (const [run, ofRun] of Map.groupBy(tenures, (tenure) => tenure.run)) {
    for (const [seq, atEvent] of Map.groupBy(ofRun, (tenure: Tenure) => tenure.seq)) {
      const most = mostInVain(atEvent);
      if (most > CLAIMS_WITHOUT_PROGRESS)
        yield `run ${run} was claimed ${most} times at event ${seq}`;
    }
  }
}

/** Whoever gives a run back is alive, and the count begins anew. */
function mostInVain(tenures: readonly Tenure[]): number {
  let most = 0;
  let inVain = 0;
  for (const { is } of tenures.toSorted((one, other) => one.epoch - other.epoch)) {
    if (is === "claimed") inVain++;
    if (is === "gave_back") inVain = 0;
    most = Math.max(most, inVain);
  }
  return most;
}

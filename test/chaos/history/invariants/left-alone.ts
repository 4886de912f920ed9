import { CLAIMS_WITHOUT_PROGRESS } from "../../../../src/ports/run-store.ts";
import type { Tenure } from "../../replica/order.ts";
import type { History } from "../history.ts";

/** A run that is claimed and never moved on is not claimed for ever. */
export function* leftAlone({ tenures }: History): Generator<string> {
  for (const [run, ofRun] of Map.groupBy(tenures, (tenure) => tenure.run)) {
    const claims = ofRun.filter(({ is }) => is === "claimed");
    for (const [seq, inVain] of Map.groupBy(claims, (claim: Tenure) => claim.seq)) {
      if (inVain.length <= CLAIMS_WITHOUT_PROGRESS) continue;
      yield `run ${run} was claimed ${inVain.length} times at event ${seq}`;
    }
  }
}

import type { Tenure } from "../../replica/order.ts";
import type { History } from "../history.ts";

/** A run is moved on by right of its latest claim alone, and each claim is one replica's. */
export function* oneHolder({ tenures }: History): Generator<string> {
  for (const [run, ofRun] of Map.groupBy(tenures, (tenure) => tenure.run)) {
    const claims = ofRun.filter(({ is }) => is === "claimed");
    yield* judgeClaims(run, claims);
    for (const write of ofRun.filter(({ is }) => is === "wrote")) {
      const later = claims.find(({ epoch, seq }) => epoch > write.epoch && seq < write.seq);
      if (later === undefined) continue;
      yield `${write.replica} moved run ${run} on to event ${write.seq} under claim ${write.epoch}, after claim ${later.epoch} of ${later.replica} at event ${later.seq}`;
    }
  }
}

function* judgeClaims(run: string, claims: readonly Tenure[]): Generator<string> {
  for (const [epoch, same] of Map.groupBy(claims, (claim) => claim.epoch)) {
    if (same.length < 2) continue;
    const replicas = same.map(({ replica }) => replica).join(" and ");
    yield `claim ${epoch} of run ${run} was given to ${replicas}`;
  }
}

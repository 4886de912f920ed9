import type { AutonomyLedger } from "../../ports/autonomy-ledger.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";
import { standingOf } from "./standing-of.ts";
import type { Demands, Standing } from "./standing.ts";

export interface StandingNeeds {
  readonly ledger: Pick<AutonomyLedger, "factsOf" | "now">;
  readonly demands: Demands;
}

/** Where a version stands in an environment now, by all that is on record. */
export async function readStanding(
  { playbook, hash }: PinnedPlaybook,
  environment: string,
  { ledger, demands }: StandingNeeds,
): Promise<Standing> {
  const [facts, now] = await Promise.all([ledger.factsOf(playbook, environment), ledger.now()]);
  return standingOf(hash, facts, demands, now);
}

import type { Settings } from "../../config/settings.ts";
import { readStanding, type StandingNeeds } from "../../engine/autonomy/read-standing.ts";
import type { Standing } from "../../engine/autonomy/standing.ts";
import { openAutonomyLedger } from "../../integrations/postgres/autonomy/open-autonomy-ledger.ts";
import { milliseconds } from "../../model/duration.ts";
import type { AutonomyLedger } from "../../ports/autonomy-ledger.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";
import type { ServedDatabase } from "./open-database.ts";

export interface ServedAutonomy extends StandingNeeds {
  readonly ledger: AutonomyLedger;
  readonly standingOf: (version: PinnedPlaybook, environment: string) => Promise<Standing>;
  readonly close: () => Promise<void>;
}

/** What versions of playbooks have earned, and what they have to show for more. */
export function openAutonomy(
  { address, onBroken }: Pick<ServedDatabase, "address" | "onBroken">,
  { autonomy }: Pick<Settings, "autonomy">,
): ServedAutonomy {
  const { ledger, close } = openAutonomyLedger(address, onBroken);
  const demands = { fixes: autonomy.fixes, drillLastsMs: milliseconds(autonomy.drill_lasts) };
  const standingOf: ServedAutonomy["standingOf"] = (version, environment) =>
    readStanding(version, environment, { ledger, demands });
  return { ledger, demands, standingOf, close };
}

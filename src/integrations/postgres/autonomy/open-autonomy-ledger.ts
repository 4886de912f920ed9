import type { AutonomyLedger } from "../../../ports/autonomy-ledger.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { readClock } from "../store/read-runs.ts";
import { readEnvironments, readFacts } from "./read-facts.ts";
import { recordFinding } from "./record-finding.ts";

export interface OpenAutonomyLedger {
  readonly ledger: AutonomyLedger;
  readonly close: () => Promise<void>;
}

/** What versions of playbooks have earned, in PostgreSQL. */
export function openAutonomyLedger(
  address: Address,
  onBroken: (error: Error) => void,
): OpenAutonomyLedger {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    ledger: {
      now: () => readClock(database),
      factsOf: (playbook, environment) => readFacts(database, playbook, environment),
      environmentsOf: (playbook) => readEnvironments(database, playbook),
      record: (version, finding, author) => recordFinding(database, version, finding, author),
    },
    close: () => database.destroy(),
  };
}

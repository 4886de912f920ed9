import type { Identity } from "../../integrations/postgres/trust/identity.ts";
import type { Tail } from "../../integrations/postgres/trust/judge-record.ts";
import type { Recognised } from "../../integrations/postgres/trust/record-identity.ts";
import { count } from "../print-findings.ts";

/** How much of the record was looked at, so that nobody takes it for all. */
export function describeChecked(tails: readonly Tail[]): string {
  const entries = tails.reduce((sum, tail) => sum + tail.entries.length, 0);
  const chains = tails.filter(({ entries: { length } }) => length > 0).length;
  return `The audit record is whole where it was looked at: ${count(entries, "entry", "entries")}, the newest of ${count(chains, "chain")}.`;
}

/** What to tell when another server answers than before, and what may be lost with the old one. */
export function describeTurn({
  turn,
  before,
  now,
}: Recognised): [what: string, so: string] | undefined {
  switch (turn) {
    case "first":
    case "same":
      return undefined;
    case "other_timeline":
      return [
        `A standby of the database has taken over (${change("timeline", before, now)})`,
        LOST,
      ];
    case "other_system":
      return [
        `The database is another cluster than before (${change("system", before, now)})`,
        LOST,
      ];
    case "put_back":
      return ["The database was put back to an earlier state", LOST];
  }
}

const LOST =
  "what was committed last may be missing here, intents and outcomes included. " +
  "What happens once is therefore in doubt in every run that goes on: pitcrew runs --live, then settle each";

function change(what: keyof Identity, before: Identity | undefined, now: Identity): string {
  return `${what} ${now[what] ?? "unknown"}, before ${before?.[what] ?? "unknown"}`;
}

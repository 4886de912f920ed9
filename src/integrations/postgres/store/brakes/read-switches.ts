import { sql } from "kysely";
import type { InFlight, Scope, Switch, SwitchKind } from "../../../../ports/switches.ts";
import type { Database } from "../../database.ts";

interface Row {
  readonly kind: string;
  readonly scope: string;
  readonly by: string;
  readonly reason: string;
  readonly since: number;
  readonly until: number | null;
  readonly in_flight: string;
}

/** Those that are on, the oldest first. */
export async function readSwitches(database: Database): Promise<readonly Switch[]> {
  const { rows } = await sql<Row>`
    select kind, scope, by, reason, since, until, in_flight
    from switches
    where ended_at is null and (until is null or until > clock_timestamp())
    order by id
  `.execute(database);
  return rows.map(switchOf);
}

// The `as` are safe because these columns are only ever written from the same types.
function switchOf({ kind, scope, in_flight, ...row }: Row): Switch {
  return {
    ...row,
    kind: kind as SwitchKind,
    scope: scope as Scope,
    inFlight: in_flight as InFlight,
  };
}

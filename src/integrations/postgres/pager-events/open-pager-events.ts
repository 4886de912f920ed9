import { sql } from "kysely";
import type { JsonValue } from "../../../model/json.ts";
import type { KeptEvent, PagerEvents } from "../../../ports/pager-events.ts";
import type { Address } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";

export interface OpenPagerEvents {
  readonly events: PagerEvents;
  readonly close: () => Promise<void>;
}

/** What PagerDuty tells, in PostgreSQL. */
export function openPagerEvents(
  address: Address,
  onBroken: (error: Error) => void,
): OpenPagerEvents {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    events: {
      keep: async (delivery, event) => {
        await sql`
          insert into pager_events (delivery, event) values (${delivery}, ${JSON.stringify(event)})
          on conflict do nothing
        `.execute(database);
      },
      take: (limit, forMs) => take(database, limit, forMs),
      finish: async (delivery) => {
        await sql`
          update pager_events set finished_at = now()
          where delivery = ${delivery} and finished_at is null
        `.execute(database);
      },
    },
    close: () => database.destroy(),
  };
}

async function take(
  database: Database,
  limit: number,
  forMs: number,
): Promise<readonly KeptEvent[]> {
  const { rows } = await sql<{ readonly delivery: string; readonly event: string }>`
    with taken as (
      update pager_events set next_at = now() + ${forMs} * interval '1 millisecond'
      where delivery in (
        select delivery from pager_events
        where finished_at is null and next_at <= now()
        order by next_at, n
        limit ${limit}
        for update skip locked
      )
      returning n, delivery, event
    )
    select delivery, event from taken order by n
  `.execute(database);
  return rows.map(({ delivery, event }) => ({
    delivery,
    // Only `keep` writes events.
    event: JSON.parse(event) as JsonValue,
  }));
}

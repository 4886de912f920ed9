import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { Connection } from "../../postgres/administer.ts";
import type { Violation } from "../history/invariants.ts";
import type { Accepted } from "./load.ts";

export interface Outcome {
  readonly violations: readonly Violation[];
  readonly effects: number;
  readonly succeeded: number;
}

/** Judges by the database and by what the shop has counted, once nothing goes on any more. */
export async function readOutcome(
  database: Connection,
  { alerts, runs }: Accepted,
  changes: ReadonlyMap<string, number>,
): Promise<Outcome> {
  const client = new Client({ ...database });
  await client.connect();
  try {
    const count = async (text: string, values: readonly unknown[] = []): Promise<number> => {
      const { rows } = await client.query(text, [...values]);
      return Number((rows[0] as { readonly count: string }).count); // each text selects it
    };
    const waiting = "select count(*) from runs where ended_at is null";
    const unmatched = "select count(*) from occurrences where due_at is not null";
    while ((await count(waiting)) + (await count(unmatched)) > 0) await pause(200);
    const perAlert = `select count(*) from unnest($1::text[]) as shop where (
        select count(*) from runs where playbook = 'look' and params ->> 'shop' = shop
      ) <> 1`;
    const wrongAlerts = await count(perAlert, [alerts]);
    const lostRuns = await count(
      "select count(*) from unnest($1::uuid[]) as id where not exists (select from runs where runs.id = id.id)",
      [runs],
    );
    const extra = (await count("select count(*) from runs")) - alerts.length - runs.length;
    const unwell = await count(
      "select count(*) from runs where outcome not in ('resolved', 'nothing_to_do', 'escalated')",
    );
    const doubled = [...changes].filter(([, times]) => times !== 1);
    return {
      violations: [
        ...broken("I1 what is accepted becomes one run", wrongAlerts, "alerts have not one run"),
        ...broken("I1 what is accepted becomes one run", lostRuns, "ordered runs are not there"),
        ...broken(
          "I1 what is accepted becomes one run",
          extra,
          "runs are there that nobody ordered",
        ),
        ...broken("I10 every run ends or waits for a person", unwell, "runs did not end well"),
        ...broken(
          "I2 a once effect is sent at most once",
          doubled.length,
          "changes were not sent once",
        ),
        ...broken(
          "I2 a once effect is sent at most once",
          runs.length - changes.size,
          "changes were never sent",
        ),
      ],
      effects: await count("select count(*) from intents"),
      succeeded: await count("select count(*) from intents where outcome = 'succeeded'"),
    };
  } finally {
    await client.end();
  }
}

function broken(
  invariant: Violation["invariant"],
  count: number,
  what: string,
): readonly Violation[] {
  return count === 0 ? [] : [{ invariant, what: `${count} ${what}` }];
}

import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { openPageDesk } from "../../../../src/integrations/postgres/incidents/open-page-desk.ts";
import type { PageDesk } from "../../../../src/ports/page-desk.ts";
import type { NewRun, RunStore } from "../../../../src/ports/run-store.ts";
import { newRun, stateOf } from "../../../contract/run-store/example-runs.ts";
import { storeAt } from "../../../contract/run-store/world.ts";
import type { Connection } from "../../../postgres/administer.ts";
import { freshDatabase } from "../../../postgres/server.ts";

export interface DeskWorld {
  readonly address: Connection;
  readonly desk: PageDesk;
  readonly runs: RunStore;
  readonly sql: (text: string, ...values: readonly unknown[]) => Promise<readonly object[]>;
  /** A run that hands over to somebody. */
  readonly escalated: (to?: string, more?: Partial<NewRun>) => Promise<string>;
  /** A run that writes a note. */
  readonly noted: (service: string | null) => Promise<string>;
  /** An open occurrence, and with a run the one that it has started. */
  readonly occurrence: (run?: string) => Promise<string>;
  /** An alert of which nobody takes care. */
  readonly pageForAlert: (occurrence: string, to: string | null) => Promise<void>;
}

/** Wishes to page on a database of their own. */
export async function deskWorld(): Promise<DeskWorld> {
  const address = await freshDatabase();
  const { desk, close } = openPageDesk(address, () => undefined);
  onTestFinished(close);
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  const runs = storeAt(address);
  const sql = async (text: string, ...values: readonly unknown[]): Promise<readonly object[]> =>
    (await client.query(text, [...values])).rows;
  return {
    address,
    desk,
    runs,
    sql,
    escalated: async (to = "platform", more = {}) => {
      const state = stateOf(randomUUID(), { deadline: Date.now() + 3_600_000 });
      const outgoing = [{ is: "escalate", to, reason: "Half of the workers crash" }] as const;
      await runs.create(newRun({ state, outgoing, ...more }));
      return state.id;
    },
    noted: async (service) => {
      const state = stateOf(randomUUID(), { deadline: Date.now() + 3_600_000 });
      const outgoing = [{ is: "write_note", text: "The workers restart", service }] as const;
      await runs.create(newRun({ state, outgoing }));
      return state.id;
    },
    occurrence: async (run) => {
      const id = randomUUID();
      const labels = { alertname: "QueueBacklog", severity: "critical", queue: "orders" };
      await sql(
        `insert into occurrences (id, source, fingerprint, labels, annotations, starts_at)
         values ($1, 'east', $2, $3, '{}', now())`,
        id,
        id,
        JSON.stringify(labels),
      );
      if (run !== undefined) {
        await sql(
          `insert into verdicts (occurrence_id, seq, result, run_id, report)
           values ($1, 1, 'started', $2, '{}')`,
          id,
          run,
        );
      }
      return id;
    },
    pageForAlert: async (occurrence, to) => {
      const body = { is: "page_for_alert", to, reason: "The cool-down has not ended", occurrence };
      await sql(
        "insert into outbox (occurrence_id, kind, body) values ($1, 'page_for_alert', $2)",
        occurrence,
        JSON.stringify(body),
      );
    },
  };
}

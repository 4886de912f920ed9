import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { openAlertStore } from "../../../../src/integrations/postgres/alerts/open-alert-store.ts";
import type { Sighting } from "../../../../src/ports/alerts/alert-intake.ts";
import type { Settlement } from "../../../../src/ports/alerts/alert-queue.ts";
import type { MatchReport } from "../../../../src/ports/alerts/match-report.ts";
import type { Connection } from "../../../postgres/administer.ts";
import { freshDatabase } from "../../../postgres/server.ts";

/** Alerts on a database of their own; `again` opens the same one for another process. */
export async function alertWorld() {
  const address = await freshDatabase();
  return { address, ...open(address), again: () => open(address) };
}

function open(address: Connection) {
  const store = openAlertStore(address, () => undefined);
  onTestFinished(store.close);
  const sql = async (text: string): Promise<readonly object[]> => {
    const client = new Client({ ...address });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  return { ...store, sql };
}

const T0 = Date.parse("2026-11-21T10:00:00Z");

/** A moment by the clock of the source, so many seconds after the first. */
export function at(seconds: number): number {
  return T0 + seconds * 1_000;
}

interface Told {
  readonly fingerprint?: string;
  readonly source?: string;
  readonly startsAt?: number | null;
  readonly isSilenced?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

export function firing({ labels = {}, ...told }: Told = {}): Sighting {
  return {
    id: randomUUID(),
    source: "east",
    fingerprint: "5f",
    alert: {
      status: "firing",
      labels: new Map(Object.entries({ alertname: "QueueBacklog", ...labels })),
      annotations: new Map(),
    },
    startsAt: at(0),
    endsAt: null,
    isSilenced: false,
    ...told,
  };
}

export function resolved(endsAt: number | null, told: Told = {}): Sighting {
  const sighting = firing(told);
  return { ...sighting, alert: { ...sighting.alert, status: "resolved" }, endsAt };
}

export const REPORT: MatchReport = {
  status: "firing",
  considered: [],
  others: [],
  chosen: null,
  tied: [],
  failure: null,
  brake: null,
};

export function settlementOf(occurrence: string, about: Partial<Settlement> = {}): Settlement {
  return {
    occurrence,
    wasOpen: true,
    verdict: { result: "unmatched", run: null, report: REPORT },
    dueAt: null,
    pageAt: null,
    page: null,
    ...about,
  };
}

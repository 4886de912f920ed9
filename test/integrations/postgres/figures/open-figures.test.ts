import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { openFigures } from "../../../../src/integrations/postgres/figures/open-figures.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const HOUR = 3_600_000;
const T0 = Date.parse("2026-11-21T10:00:00Z");

interface Ran {
  readonly playbook?: string;
  readonly hash?: string;
  readonly at: number;
  readonly tookMs?: number;
  readonly outcome: string | null;
}

async function world() {
  const address = await freshDatabase();
  const { figures, close } = openFigures(address, () => undefined);
  onTestFinished(close);
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  const ran = async ({ playbook = "drain", hash = "h1", at, tookMs = 1_000, outcome }: Ran) => {
    const id = randomUUID();
    const ended = outcome === null ? null : new Date(at + tookMs);
    await client.query(
      `insert into runs (id, state, started_at, ended_at, playbook, version, hash, mode, params,
         priority, outcome, last_seq, epoch, wake_seq, heard_seq)
       values ($1, '{}', $2, $3, $4, '1.0.0', $5, 'auto', '{}', 0, $6, 0, 0, 0, 0)`,
      [id, new Date(at), ended, playbook, hash, outcome],
    );
    return id;
  };
  const heard = async (result: string | null, run?: string) => {
    const id = randomUUID();
    await client.query(
      `insert into occurrences (id, source, fingerprint, labels, annotations, starts_at, opened_at,
         last_seen, result)
       values ($1, 'east', $1::uuid::text, '{}', '{}', now(), $2, $2, $3)`,
      [id, new Date(T0), result],
    );
    if (run === undefined) return;
    await client.query(
      `insert into verdicts (occurrence_id, seq, result, run_id, report)
       values ($1, 1, 'started', $2, '{}')`,
      [id, run],
    );
  };
  return { figures, ran, heard };
}

describe("figures about runs", () => {
  test("count by hour and outcome those that began since then", async () => {
    const { figures, ran } = await world();
    await ran({ at: T0 - 1, outcome: "resolved" });
    await ran({ at: T0, outcome: "resolved" });
    await ran({ at: T0 + 59 * 60_000, outcome: "resolved" });
    await ran({ at: T0 + HOUR, outcome: null });

    expect(await figures.byHour({ since: T0 })).toEqual([
      { hour: T0, outcome: "resolved", runs: 2 },
      { hour: T0 + HOUR, outcome: null, runs: 1 },
    ]);
  });

  test("say how many of a playbook resolved something, and how long half of those took", async () => {
    const { figures, ran } = await world();
    for (const tookMs of [1_000, 2_000, 9_000]) await ran({ at: T0, tookMs, outcome: "resolved" });
    await ran({ at: T0, outcome: "failed" });
    await ran({ at: T0, outcome: null });
    await ran({ playbook: "other", at: T0, outcome: "failed" });

    const found = await figures.byPlaybook({ since: T0 });
    expect(found.toSorted((one, other) => (one.playbook < other.playbook ? -1 : 1))).toEqual([
      { playbook: "drain", ended: 4, resolved: 3, medianMs: 2_000 },
      { playbook: "other", ended: 1, resolved: 0, medianMs: null },
    ]);
  });

  test("leave out versions that somebody may not see", async () => {
    const { figures, ran } = await world();
    await ran({ hash: "h1", at: T0, outcome: "resolved" });
    await ran({ hash: "h2", at: T0, outcome: "resolved" });

    const [hour] = await figures.byHour({ since: T0, hashes: ["h2"] });
    expect(hour?.runs).toBe(1);
    expect(await figures.byPlaybook({ since: T0, hashes: [] })).toEqual([]);
  });
});

describe("figures about alerts", () => {
  test("count how far each came, several that share a run each for itself", async () => {
    const { figures, ran, heard } = await world();
    const run = await ran({ at: T0, outcome: "resolved" });
    await heard("started", run);
    await heard("started", run);
    await heard("started", await ran({ at: T0, outcome: "failed" }));
    await heard("held");
    await heard("unmatched");
    await heard(null);

    expect(await figures.alertsSince(T0)).toEqual({
      heard: 6,
      matched: 4,
      allowed: 3,
      started: 3,
      resolved: 2,
    });
    expect(await figures.alertsSince(T0 + 1)).toMatchObject({ heard: 0, started: 0 });
  });
});

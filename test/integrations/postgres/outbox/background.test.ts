import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { openAlertStore } from "../../../../src/integrations/postgres/alerts/open-alert-store.ts";
import { openMessageStore } from "../../../../src/integrations/postgres/outbox/open-message-store.ts";
import { createdRun, mustAppend, mustClaim, storeAt } from "../../../contract/run-store/world.ts";
import { freshDatabase } from "../../../postgres/server.ts";
import { at, firing, REPORT, resolved, settlementOf } from "../alerts/world.ts";

const LOCK = "redis/jobs/lock";

async function opened() {
  const address = await freshDatabase();
  const { store: messages, close } = openMessageStore(address, () => undefined);
  const alerts = openAlertStore(address, () => undefined);
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await Promise.all([close(), alerts.close()]);
  });
  const store = storeAt(address);
  const query = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]);

  async function told(run: string, targets: readonly string[], isOver: boolean): Promise<void> {
    const home = `run/${run}`;
    const seq = isOver ? 2 : 1;
    await messages.tell({ run, seq, home, channel: "C", line: "", targets, isOver, messages: [] });
  }

  async function ended(targets: readonly string[], outcome: "resolved" | "failed") {
    const run = await createdRun(store);
    const { claim } = await mustClaim(store, run);
    await mustAppend(store, claim, { next: { is: "end", outcome } });
    await told(run, targets, true);
    return run;
  }

  return { store, messages, alerts, query, told, ended };
}

describe("what is known beside a run", () => {
  test("is nothing for the first of its kind", async () => {
    const { store, messages } = await opened();

    expect(await messages.background(await createdRun(store), [LOCK])).toEqual({
      alerts: [],
      earlier: [],
      lately: 0,
      heldBy: null,
      usualMs: null,
      isPaged: false,
    });
  });

  test("are the latest three that have changed the same, and how long a fix takes", async () => {
    const { store, messages, ended } = await opened();
    await ended(["redis/jobs/other"], "failed");
    const runs = [];
    for (const outcome of ["resolved", "resolved", "failed", "resolved"] as const) {
      runs.push(await ended([LOCK], outcome));
    }

    const known = await messages.background(await createdRun(store), [LOCK, "redis/jobs/new"]);

    expect(known.earlier.map(({ run }) => run)).toEqual(runs.toReversed().slice(0, 3));
    expect(known.earlier[1]).toMatchObject({ outcome: "failed", undo: null });
    expect(known).toMatchObject({ lately: 4, usualMs: expect.any(Number) as number });
  });

  test("is who has a target for itself", async () => {
    const { store, messages, query } = await opened();
    const run = await createdRun(store);
    const other = await createdRun(store);
    const { claim } = await mustClaim(store, other);
    await mustAppend(store, claim, { lock: [LOCK] });

    expect(await messages.background(run, [LOCK])).toMatchObject({
      heldBy: { who: `clear-stuck-lock (run ${other.slice(0, 8)})` },
    });
    expect(await messages.background(other, [LOCK])).toMatchObject({ heldBy: null });
    await query(
      "update target_locks set holder_run = null, holder_person = 'ada', reason = 'I look', until = now() + interval '1 h'",
    );
    expect(await messages.background(run, [LOCK])).toMatchObject({
      heldBy: { who: "ada", reason: "I look" },
    });
  });

  test("are its alerts with where they can be seen, also for a run inside it", async () => {
    const { store, messages, alerts } = await opened();
    const run = await createdRun(store);
    const parent = { run, step: "call", item: 0 };
    const inside = await createdRun(store, { parent });
    const alert = {
      ...firing(),
      generatorUrl: "http://prometheus/graph",
      senderUrl: "http://alerts/",
    };
    await alerts.intake.takeIn([alert]);
    const verdict = { result: "started", run, report: REPORT } as const;
    await alerts.queue.settle([settlementOf(alert.id, { verdict })]);
    const known = {
      labels: { alertname: "QueueBacklog" },
      annotations: {},
      generatorUrl: "http://prometheus/graph",
      senderUrl: "http://alerts/",
    };

    expect((await messages.background(inside, [])).alerts).toEqual([{ ...known, closedAt: null }]);
    await alerts.intake.takeIn([resolved(at(9))]);
    expect((await messages.background(run, [])).alerts).toMatchObject([
      { ...known, closedAt: expect.any(Number) as number },
    ]);
  });
});

test("more alerts about the same are told of for a run that goes on", async () => {
  const { store, messages, query, told } = await opened();
  const run = await createdRun(store);
  const start = (id: string, target: string) =>
    query(
      "insert into starts (run_id, playbook, target, is_allowed) values ($1, 'clear-stuck-lock', $2, false)",
      [id, target],
    );
  await start(run, LOCK);
  await start(randomUUID(), "redis/jobs/other");
  await told(run, [], false);
  expect(await messages.stillFiring()).toEqual([]);

  await start(randomUUID(), LOCK);
  await start(randomUUID(), LOCK);
  expect(await messages.stillFiring()).toMatchObject([{ run, home: `run/${run}`, more: 2 }]);

  await query("update run_news set over_seq = 2");
  expect(await messages.stillFiring()).toEqual([]);
});

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Change } from "../../../src/ports/run-change.ts";
import { changeOf, intent, recorded, stateOf, woke } from "./example-runs.ts";
import {
  claimedRun,
  createdRun,
  type FreshDatabase,
  LEASE,
  mustAppend,
  mustClaim,
  NO_LEASE,
  openWorld,
  sendStop,
} from "./world.ts";

export function exerciseAppends(freshDatabase: FreshDatabase): void {
  test("stores state, events, intents and words to others in one commit", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim, record } = await claimedRun(store);
    const state = { ...record.state, path: ["restart"] };
    const events = [recorded(woke(1).event, ["Restarted cart.", "Waits."]), woke(2)];
    const outgoing = [{ is: "escalate", to: "team-shop", reason: "Look." }] as const;
    const intents = [intent("look", { effect: "read", phase: "after" }), intent("restart")];

    const appended = await store.append(claim, changeOf({ state, events, intents, outgoing }));

    expect(appended).toEqual({ is: "stored", claim: { ...claim, seq: 3 } });
    expect((await store.get(claim.run))?.state).toEqual(state);
    expect((await store.history(claim.run)).slice(1)).toMatchObject(events);
    expect(await store.openIntents(claim.run)).toMatchObject(intents);
    expect(await query("select kind, body from outbox")).toEqual([
      { kind: "escalate", body: outgoing[0] },
    ]);
    const commits = await query(
      `select xmin::text from events where seq > 1 union select xmin::text from runs
       union select xmin::text from intents union select xmin::text from outbox`,
    );
    expect(commits).toHaveLength(1);
  });

  test("keeps the claim while work goes on", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);

    await mustAppend(store, claim, { next: { is: "work" } });

    expect(await store.claim("worker-2", LEASE)).toBeUndefined();
    expect((await store.get(claim.run))?.worker).toBe("worker-1");
  });

  test("that rests gives the claim back until the run is due", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    const early = await claimedRun(store);

    await mustAppend(store, claim, { next: { is: "rest", until: now + 60_000 } });
    await mustAppend(store, early.claim, { next: { is: "rest", until: now - 1 } });

    expect(await store.get(claim.run)).toMatchObject({ worker: null, dueAt: now + 60_000 });
    expect(await store.due(10, 0)).toMatchObject([{ run: early.claim.run, dueAt: now - 1 }]);
  });

  test("that rests without a time leaves the run to messages alone", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);

    await mustAppend(store, claim, { next: { is: "rest", until: null } });

    expect(await store.claim("worker-1", LEASE)).toBeUndefined();
    await sendStop(store, claim.run);
    expect(await store.claim("worker-1", LEASE)).toMatchObject({ claim: { run: claim.run } });
  });

  test("that ends the run ends it for ever", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);

    await mustAppend(store, claim, { next: { is: "end", outcome: "resolved" } });

    const record = await store.get(claim.run);
    expect(record).toMatchObject({ outcome: "resolved", worker: null, dueAt: null });
    expect(record?.endedAt).toBeGreaterThanOrEqual(now);
    expect(await store.claim("worker-1", LEASE, claim.run)).toBeUndefined();
  });

  test("closes an earlier intent once, and only that one", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    const [first, second] = [intent("restart"), intent("restart", { attempt: 2 })];
    let next = await mustAppend(store, claim, { intents: [first, second] });
    next = await mustAppend(store, next, { outcomes: [{ ...first, outcome: "in_doubt" }] });

    await mustAppend(store, next, { outcomes: [{ ...first, outcome: "succeeded" }] });

    expect(await store.openIntents(claim.run)).toMatchObject([second]);
    expect(await query("select attempt, outcome from intents order by attempt")).toEqual([
      { attempt: 1, outcome: "in_doubt" },
      { attempt: 2, outcome: null },
    ]);
  });

  test("refuses an intent that exists already, with all that came with it", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, record } = await claimedRun(store);
    const next = await mustAppend(store, claim, {
      state: record.state,
      intents: [intent("restart")],
    });

    await expect(store.append(next, changeOf({ intents: [intent("restart")] }))).rejects.toThrow(
      "intents_pkey",
    );

    expect(await store.history(claim.run)).toHaveLength(2);
    expect((await store.get(claim.run))?.state).toEqual(record.state);
  });

  test("that is repeated as it was is stored once", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    const change = changeOf({
      intents: [intent("restart")],
      outgoing: [{ is: "escalate", to: "team-shop", reason: "Once." }],
    });

    const answers = [await store.append(claim, change), await store.append(claim, change)];

    expect(answers).toEqual(Array(2).fill({ is: "stored", claim: { ...claim, seq: 2 } }));
    expect(await store.history(claim.run)).toHaveLength(2);
    expect(await query("select from outbox")).toHaveLength(1);
  });

  test("that is repeated after the run was taken over is lost, though it was stored", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store, {}, NO_LEASE);
    const change = changeOf({ intents: [intent("restart")] });
    await store.append(claim, change);

    const { openIntents } = await mustClaim(store, claim.run);

    expect(openIntents).toMatchObject([intent("restart")]);
    expect(await store.append(claim, change)).toEqual({ is: "lost" });
  });

  test("under a claim that was used already is a mistake", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    await mustAppend(store, claim);

    await expect(store.append(claim, changeOf())).rejects.toThrow("has moved on under this claim");
    await expect(store.append(claim, changeOf({ events: [] }))).rejects.toThrow(RangeError);
  });

  test("shares its commit with others, and each has a result of its own", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const good = await Promise.all(Array.from({ length: 8 }, () => claimedRun(store)));
    const lost = await claimedRun(store, {}, NO_LEASE);
    await mustClaim(store, lost.claim.run);
    const behind = await claimedRun(store);
    await sendStop(store, behind.claim.run);
    const unknown = { ...lost.claim, run: randomUUID() };

    const all = [...good, lost, behind].map(({ claim }) => claim);
    const answers = await Promise.all(
      [...all, unknown].map((claim) => store.append(claim, changeOf())),
    );

    expect(answers.map(({ is }) => is)).toEqual([
      ...good.map(() => "stored"),
      "lost",
      "news",
      "lost",
    ]);
    const commits = await query("select distinct xmin::text from events where seq = 2");
    expect(commits.length).toBeLessThan(good.length);
    for (const { claim } of good) expect(await store.history(claim.run)).toHaveLength(2);
    for (const { claim } of [lost, behind]) expect(await store.history(claim.run)).toHaveLength(1);
  });

  test("that the database refuses leaves those beside it alone", async () => {
    const { store } = await openWorld(freshDatabase);
    const runs = await Promise.all(Array.from({ length: 10 }, () => claimedRun(store)));
    const twice: Partial<Change> = { intents: [intent("restart"), intent("restart")] };

    const answers = await Promise.allSettled(
      runs.map(({ claim }, i) => store.append(claim, changeOf(i === 7 ? twice : {}))),
    );

    expect(answers.map(({ status }) => status)).toEqual(
      runs.map((_, i) => (i === 7 ? "rejected" : "fulfilled")),
    );
    for (const [i, { claim }] of runs.entries()) {
      expect(await store.history(claim.run)).toHaveLength(i === 7 ? 1 : 2);
    }
  });

  test("under a used claim leaves those beside it alone as well", async () => {
    const { store } = await openWorld(freshDatabase);
    const runs = await Promise.all(Array.from({ length: 8 }, () => claimedRun(store)));
    const used = runs[5]?.claim;
    if (used !== undefined) await mustAppend(store, used);

    const answers = await Promise.allSettled(
      runs.map(({ claim }) => store.append(claim, changeOf())),
    );

    expect(answers.map(({ status }) => status)).toEqual(
      runs.map((_, i) => (i === 5 ? "rejected" : "fulfilled")),
    );
  });

  test("and messages that race with it agree on who came first", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const sender = openStore();
    const run = await createdRun(store);
    const { claim } = await mustClaim(store, run);
    const heard: number[] = [];
    let held = claim;

    const sending = (async () => {
      for (let i = 0; i < 30; i++) await sendStop(sender, run, `person-${i}`);
    })();
    while (heard.length < 30) {
      const appended = await store.append(held, changeOf({ state: stateOf(run) }));
      if (appended.is !== "stored" && appended.is !== "news") throw new Error(appended.is);
      if (appended.is === "news") heard.push(...appended.messages.map(({ seq }) => seq));
      held = appended.claim;
    }
    await sending;

    expect(heard).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(held.heard).toBe(30);
    await mustAppend(store, held);
  });
}

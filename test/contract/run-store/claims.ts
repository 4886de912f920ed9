import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../src/ports/run-store.ts";
import { changeOf, intent, newRun } from "./example-runs.ts";
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

/** Who waits until our own transaction is over. */
const WAITING_FOR_US =
  "select from pg_locks where not granted and transactionid = pg_current_xact_id_if_assigned()::xid";

export function exerciseClaims(freshDatabase: FreshDatabase): void {
  test("is held by one worker, whoever else asks", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const run = await createdRun(store);

    const claims = await Promise.all(
      [store, openStore(), store, openStore()].map((each, i) => each.claim(`w-${i}`, LEASE, run)),
    );

    const [held, ...others] = claims.filter((claimed) => claimed !== undefined);
    expect(held).toMatchObject({ claim: { run, epoch: 1, seq: 1, heard: 0 } });
    expect(others).toEqual([]);
    expect((await store.get(run))?.worker).toMatch(/^w-\d$/);
    expect(await store.due(10, 0)).toEqual([]);
  });

  test("of twenty runs by twenty workers at once takes each run once", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const others = [openStore(), openStore()];
    const runs = await Promise.all(Array.from({ length: 20 }, () => createdRun(store)));

    const claims = await Promise.all(
      runs.map((_, i) => (others[i % 3] ?? store).claim(`worker-${i}`, LEASE)),
    );

    expect(new Set(claims.map((claimed) => claimed?.claim.run))).toEqual(new Set(runs));
  });

  test("passes over a run that somebody else is just taking", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const [taken, free] = [await createdRun(store), await createdRun(store)];
    await query("begin");
    await query("select from runs where id = $1 for update", [taken]);

    expect(await store.claim("worker-1", LEASE)).toMatchObject({ claim: { run: free } });
    expect(await store.claim("worker-1", LEASE)).toBeUndefined();

    await query("rollback");
  });

  test("takes the most urgent run first, then the one that has waited longest", async () => {
    const { store } = await openWorld(freshDatabase);
    const calm = await createdRun(store);
    const later = await createdRun(store);
    const urgent = await createdRun(store, { priority: 9 });

    const order = [];
    for (let i = 0; i < 3; i++) order.push((await store.claim("worker-1", LEASE))?.claim.run);

    expect(order).toEqual([urgent, calm, later]);
    expect(await store.claim("worker-1", LEASE)).toBeUndefined();
  });

  test("brings everything that is needed to go on", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, record } = await claimedRun(store, {}, NO_LEASE);
    const open = intent("restart", { item: 3, effect: "idempotent", phase: "undo", attempt: 2 });
    const closed = intent("look");
    const state = { ...record.state, path: ["look", "restart"] };
    const next = await mustAppend(store, claim, { state, intents: [closed, open] });
    const outcomes = [{ ...closed, outcome: "succeeded" as const }];
    await mustAppend(store, next, { state, outcomes });
    await sendStop(store, claim.run);

    const taken = await mustClaim(store, claim.run);

    expect(taken).toMatchObject({
      claim: { run: claim.run, epoch: 2, seq: 3, heard: 1 },
      record: { state, worker: "worker-1" },
      messages: [{ seq: 1, event: { is: "stopped", by: "ann", undo: false }, actor: "ann" }],
      openIntents: [{ ...open, epoch: 1 }],
    });
    expect(taken.openIntents).toEqual(await store.openIntents(claim.run));
    expect(taken.openIntents).toHaveLength(1);
  });

  test("brings the first event of a run to which nothing else has happened, and its messages", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = newRun();
    await store.create(run);
    await sendStop(store, run.state.id);

    const fresh = await mustClaim(store, run.state.id, NO_LEASE);
    await mustAppend(store, fresh.claim);

    expect(fresh).toMatchObject({ first: run.started.event, messages: [{ seq: 1 }] });
    expect(await mustClaim(store, run.state.id)).toMatchObject({ first: null, messages: [] });
  });

  test("shares its commit with others, and each has a result of its own", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const free = await Promise.all(Array.from({ length: 8 }, () => createdRun(store)));
    const held = (await claimedRun(store)).claim.run;

    const all = [...free, held, randomUUID()];
    const claims = await Promise.all(all.map((run, i) => store.claim(`w-${i}`, LEASE, run)));

    expect(claims.map((claimed) => claimed?.record)).toMatchObject([
      ...free.map((id, i) => ({ id, worker: `w-${i}` })),
      undefined,
      undefined,
    ]);
    const commits = await query("select distinct xmin::text from runs where worker like 'w-%'");
    expect(commits.length).toBeLessThan(free.length);
  });

  test("that has lapsed may be taken over, and the first holder can do nothing more", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const zombie = await claimedRun(store, {}, NO_LEASE);
    const other = openStore();
    const heir = await mustClaim(other, zombie.claim.run, LEASE, "worker-2");

    const answers = [
      await store.append(zombie.claim, changeOf({ intents: [intent("restart")] })),
      await store.renew([zombie.claim], LEASE),
    ];
    await store.release(zombie.claim);

    expect(answers).toEqual([{ is: "lost" }, []]);
    expect(await store.history(zombie.claim.run)).toHaveLength(1);
    expect(await store.openIntents(zombie.claim.run)).toEqual([]);
    expect((await store.get(zombie.claim.run))?.worker).toBe("worker-2");
    expect(await other.append(heir.claim, changeOf())).toMatchObject({ is: "stored" });
  });

  test("that was renewed outlives its first lease", async () => {
    const { store } = await openWorld(freshDatabase);
    const short = await claimedRun(store, {}, NO_LEASE);
    const lost = await claimedRun(store, {}, NO_LEASE);
    await mustClaim(store, lost.claim.run);

    expect(await store.renew([short.claim, lost.claim], LEASE)).toEqual([
      { run: short.claim.run, wakeSeq: 0 },
    ]);

    expect(await store.claim("worker-2", LEASE, short.claim.run)).toBeUndefined();
  });

  test("that is renewed says which message of its run is the latest", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    await sendStop(openStore(), claim.run);

    expect(await store.renew([claim], LEASE)).toEqual([{ run: claim.run, wakeSeq: 1 }]);
  });

  test("of many runs are renewed while all of these move on", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const other = openStore();
    const claimed = await Promise.all(Array.from({ length: 20 }, () => claimedRun(store)));
    let claims = claimed.map(({ claim }) => claim);

    for (let round = 0; round < 10; round++) {
      const [renewed, ...moved] = await Promise.all([
        store.renew(claims.toReversed(), LEASE),
        ...claims.map((claim) => mustAppend(other, claim)),
      ]);
      expect(renewed).toHaveLength(claims.length);
      claims = moved;
    }
  });

  test("of a run that somebody writes to comes after that", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    await query("begin");
    await query("select from runs where id = $1 for update", [run]);

    const claiming = store.claim("worker-1", LEASE, run);
    let isOver = false;
    void claiming.finally(() => (isOver = true));
    while (!isOver && (await query(WAITING_FOR_US)).length === 0);
    await query("commit");

    expect(await claiming).toMatchObject({ claim: { run } });
  });

  test("that was released is free at once, and not held against the run", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);

    for (let i = 0; i <= CLAIMS_WITHOUT_PROGRESS; i++) {
      await store.release((await mustClaim(store, run)).claim);
    }

    expect(await store.get(run)).toMatchObject({ worker: null, claimsWithoutProgress: 0 });
  });

  test("that was released until later is free then, or when a message comes", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    const later = now + 3_600_000;

    await store.release(claim, later);

    expect(await store.get(claim.run)).toMatchObject({ worker: null, dueAt: later });
    expect(await store.claim("worker-1", LEASE)).toBeUndefined();
    await sendStop(store, claim.run);
    expect(await store.claim("worker-1", LEASE)).toMatchObject({ claim: { run: claim.run } });
  });

  test("that was released until later is free at once when a message had come before", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    await sendStop(store, claim.run);

    await store.release(claim, now + 3_600_000);

    expect(await store.claim("worker-1", LEASE)).toMatchObject({ claim: { run: claim.run } });
  });

  test("is refused for a run that nobody could get on with, until somebody sends a message", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    for (let i = 1; i <= CLAIMS_WITHOUT_PROGRESS; i++) {
      const { record } = await mustClaim(store, run, NO_LEASE);
      expect(record.claimsWithoutProgress).toBe(i);
    }

    expect(await store.claim("worker-1", LEASE)).toBeUndefined();
    expect(await store.due(10, 0)).toEqual([]);

    await sendStop(store, run);
    expect(await store.claim("worker-1", LEASE)).toMatchObject({ claim: { run } });
  });

  test("counts anew after progress", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    for (let i = 0; i <= CLAIMS_WITHOUT_PROGRESS; i++) {
      await mustAppend(store, (await mustClaim(store, run, NO_LEASE)).claim);
    }

    expect((await store.get(run))?.claimsWithoutProgress).toBe(0);
  });

  test("lasts by the clock of the database, whatever ours says", async () => {
    const { store, query } = await openWorld(freshDatabase);
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    onTestFinished(() => void vi.useRealTimers());
    const held = await claimedRun(store);
    const lapsed = await claimedRun(store, {}, NO_LEASE);
    vi.setSystemTime(new Date("2100-01-01T00:00:00Z"));

    expect(await store.claim("worker-2", LEASE, held.claim.run)).toBeUndefined();
    expect(await store.claim("worker-2", LEASE)).toMatchObject({
      claim: { run: lapsed.claim.run },
    });
    await sendStop(store, held.claim.run);
    const [{ off }] = (await query<{ off: boolean }>(
      `select bool_or(abs(extract(epoch from now() - at)) > 60) as off
       from (select at from events union all select at from inbox) as times`,
    )) as [{ off: boolean }];
    expect(off).toBe(false);
    expect(Math.abs((await store.now()) - held.now)).toBeLessThan(60_000);
  });
}

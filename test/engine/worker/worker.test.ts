import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { startReconciler } from "../../../src/engine/dispatch/reconciler.ts";
import type { AtBoundary } from "../../../src/engine/worker/boundary.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { CLAIMS_WITHOUT_PROGRESS, type RunStore } from "../../../src/ports/run-store.ts";
import { gate } from "./outside.ts";
import { bringToEnd, fire, lapsing, read, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

describe("workers", () => {
  test("share many runs, and each effect is sent once", async () => {
    const world = openWorld();
    const program = world.programOf([read("look"), fire("shot"), read("check")]);
    const runs = await Promise.all(Array.from({ length: 20 }, () => world.begin(program)));
    const [one, other] = [world.worker(), world.worker()];

    await Promise.all(
      runs.flatMap((run) => [one.onWake(run, 0), other.onWake(run, 0), one.onWake(run, 0)]),
    );

    const keys = world.outside.sentBy("shot").map(({ key }) => key);
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(20);
    expect(await outcomes(world, runs)).toEqual(new Set(["escalated"]));
  });

  test("finish all runs when every hint is lost, because the due runs are looked for", async () => {
    const world = openWorld();
    const wait = { id: "pause", kind: "wait", with: { for: "10ms" } };
    const program = world.programOf([read("a"), wait, fire("shot")]);
    const runs = await Promise.all(Array.from({ length: 5 }, () => world.begin(program)));
    const ended = endOf(world.store, runs.length);
    const local = dispatchInProcess(systemClock, () => undefined);
    local.onWake(world.worker({ store: ended.store }).onWake, { concurrency: 5 });
    const reconciler = startReconciler({
      store: world.store,
      strange: async () => [],
      wake: local.wake,
      clock: systemClock,
      onFailedScan: () => undefined,
      pace: () => ({ everyMs: 10, graceMs: 0 }),
      limit: 100,
    });

    await ended.all;
    reconciler.stop();
    await local.close(1_000);

    expect(await outcomes(world, runs)).toEqual(new Set(["escalated"]));
    expect(world.outside.sentBy("shot")).toHaveLength(5);
    expect(reconciler.health().redispatched).toBeGreaterThanOrEqual(10);
  });

  test("take up again what they are woken for while they give it back", async () => {
    const world = openWorld();
    const wait = { id: "pause", kind: "wait", with: { for: "20ms" } };
    const run = await world.begin(world.programOf([read("first"), wait, read("look")]));
    const ended = endOf(world.store, 1);
    const store: RunStore = {
      ...ended.store,
      append: async (claim, change) => {
        const appended = await ended.store.append(claim, change);
        const { next } = change;
        const until = next.is === "rest" ? (next.until ?? 0) : 0;
        while ((await world.store.now()) < until + 20);
        return appended;
      },
    };
    const local = dispatchInProcess(systemClock, () => undefined);
    const worker = world.worker({ store, dispatcher: local });
    local.onWake(worker.onWake, { concurrency: 2 });

    local.wake(run, 0);

    await ended.all;
    expect(world.outside.sentBy("look")).toHaveLength(1);
  });

  test("send nothing more once another has the run", async () => {
    const world = openWorld();
    const { outside } = world;
    const held = gate();
    outside.answerWith("look", held.behaviour);
    const run = await world.begin(world.programOf([read("look"), fire("shot")]));
    const zombie = world.worker({ store: lapsing(world.store) });
    const sent = outside.nextSent("look");
    const done = zombie.onWake(run, 0);
    await sent;

    const heir = world.worker();
    const taken = outside.nextSent("look");
    const inherited = heir.onWake(run, 0);
    await taken;
    held.open();
    await Promise.all([done, inherited]);

    expect(outside.sentBy("shot")).toHaveLength(1);
    expect((await world.record(run)).outcome).toBe("escalated");
  });

  test("send nothing after a stall that outlasted their lease", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("shot")]));
    let stalled = 0;
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + stalled };
    const atBoundary: AtBoundary = async (boundary) => {
      if (boundary === "after_intent_commit") stalled = 20_000;
    };

    await world.worker({ store: lapsing(world.store), clock, atBoundary }).onWake(run, 0);

    expect(world.outside.sent).toEqual([]);
    expect(await world.store.openIntents(run)).toMatchObject([{ step: "shot" }]);
  });

  test("count their lease from before they asked for it", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("shot")]));
    let passed = 0;
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + passed };
    const store: RunStore = {
      ...world.store,
      claim: async (...wish) => {
        passed += 9_500;
        return world.store.claim(...wish);
      },
    };

    await world.worker({ store, clock }).onWake(run, 0);

    expect(world.outside.sent).toEqual([]);
  });

  test("stop an effect whose claim is lost", async () => {
    const world = openWorld();
    world.outside.answerWith("look", gate().behaviour);
    const run = await world.begin(world.programOf([read("look")]));
    const sent = world.outside.nextSent("look");
    const lose: RunStore["renew"] = async (claims) =>
      world.outside.sent.length === 0 ? claims.map(({ run }) => ({ run, wakeSeq: 0 })) : [];
    const tools = world.tools({ store: { ...world.store, renew: lose } });
    const worker = createWorker({ name: randomUUID(), leaseMs: 10_000, renewMs: 1 }, tools);

    const done = worker.onWake(run, 0);
    const { signal } = await sent;
    await done;

    expect(signal.aborted).toBe(true);
    expect(worker.inHand()).toEqual([]);
  });

  test("hear what was said to another process at their next renewal, and stop at once", async () => {
    const world = openWorld();
    const { outside } = world;
    outside.answerWith("look", gate().behaviour);
    const run = await world.begin(world.programOf([read("look"), fire("shot")]));
    const sent = outside.nextSent("look");
    const settings = { name: randomUUID(), leaseMs: 10_000, renewMs: 1 };
    const busy = createWorker(settings, world.tools());
    const idle = world.worker();

    const done = busy.onWake(run, 0);
    const { signal } = await sent;
    await world.send(run, { is: "stopped", by: "ann", undo: false });
    await idle.onWake(run, 1);
    await done;

    expect(signal.aborted).toBe(true);
    expect(await world.record(run)).toMatchObject({ outcome: "cancelled" });
    expect(outside.sentBy("shot")).toEqual([]);
  });

  test("leave a run alone that breaks whoever opens it, until somebody sends it a message", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look")]));
    const breaking = world.worker({
      store: lapsing(world.store),
      programOf: () => Promise.reject(new Error("it breaks everybody")),
    });
    for (let claim = 0; claim < CLAIMS_WITHOUT_PROGRESS + 2; claim++) await breaking.onWake(run, 0);

    expect(world.troubles).toHaveLength(CLAIMS_WITHOUT_PROGRESS);
    await world.worker().onWake(run, 0);
    expect((await world.record(run)).outcome).toBeNull();
    await world.send(run, { is: "alert_resolved" });
    await world.worker().onWake(run, 1);
    expect((await world.record(run)).outcome).toBe("nothing_to_do");
  });

  test("take up nothing while they may not", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look")]));
    let mayClaim = false;
    const worker = world.worker({ mayClaim: () => mayClaim });

    await worker.onWake(run, 0);
    expect((await world.record(run)).state.phase.is).toBe("running");
    expect(world.outside.sent).toEqual([]);

    mayClaim = true;
    await worker.onWake(run, 0);
    expect((await world.record(run)).outcome).toBe("nothing_to_do");
  });

  test("give a run back whose playbook they do not understand", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look")]));

    await world.worker({ programOf: async () => undefined }).onWake(run, 0);
    expect(world.troubles).toMatchObject([{ what: "playbook_not_understood", run }]);
    await world.worker().onWake(run, 0);

    expect((await world.record(run)).outcome).toBe("nothing_to_do");
  });

  test("can be drained: what is on its way arrives, nothing new is sent, all is given back", async () => {
    const world = openWorld();
    const { outside } = world;
    const held = gate();
    outside.answerWith("first", held.behaviour);
    const run = await world.begin(world.programOf([fire("first"), fire("second")]));
    const worker = world.worker();
    const sent = outside.nextSent("first");
    const done = worker.onWake(run, 0);
    await sent;

    const drained = worker.drain(10_000);
    held.open();
    await Promise.all([done, drained]);

    expect(outside.sentBy("second")).toEqual([]);
    expect(await world.record(run)).toMatchObject({ worker: null, outcome: null });
    expect(await world.store.openIntents(run)).toEqual([]);
    await bringToEnd(world, run);
    expect(outside.sentBy("second")).toHaveLength(1);
    expect((await world.record(run)).state.steps["second"]?.is).toBe("done");
  });

  test("give a run back between two reads when they are drained", async () => {
    const world = openWorld();
    const { outside } = world;
    const held = gate();
    outside.answerWith("first", held.behaviour);
    const run = await world.begin(world.programOf([read("first"), read("second")]));
    const worker = world.worker();
    const sent = outside.nextSent("first");
    const done = worker.onWake(run, 0);
    await sent;

    const drained = worker.drain(10_000);
    held.open();
    await Promise.all([done, drained]);
    expect(outside.sentBy("second")).toEqual([]);
    await world.worker().onWake(run, 0);

    expect(outside.sentBy("second")).toMatchObject([{ number: 1 }]);
    expect((await world.record(run)).outcome).toBe("nothing_to_do");
  });

  test("leave the intent of an effect that outlasts the grace of a drain", async () => {
    const world = openWorld();
    const { outside } = world;
    outside.answerWith("shot", gate().behaviour);
    const run = await world.begin(world.programOf([fire("shot")]));
    const worker = world.worker();
    const sent = outside.nextSent("shot");
    const done = worker.onWake(run, 0);
    const { signal } = await sent;

    await worker.drain(0);
    await done;

    expect(signal.aborted).toBe(true);
    expect(await world.store.openIntents(run)).toMatchObject([{ step: "shot", effect: "once" }]);
  });

  test("give a run back at once that they had asked for when they were drained", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look")]));
    const store: RunStore = {
      ...world.store,
      claim: async (...wish) => {
        const claimed = await world.store.claim(...wish);
        await worker.drain(0);
        return claimed;
      },
    };
    const worker = world.worker({ store });

    await worker.onWake(run, 0);

    expect(world.outside.sent).toEqual([]);
    expect((await world.record(run)).worker).toBeNull();
  });

  test("claim nothing once they are drained", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look")]));
    const worker = world.worker();

    await worker.drain(0);
    await worker.onWake(run, 0);

    expect(world.outside.sent).toEqual([]);
  });
});

async function outcomes(world: World, runs: readonly string[]) {
  const records = await Promise.all(runs.map(world.record));
  return new Set(records.map(({ outcome }) => outcome));
}

/** Tells when so many runs have ended. */
function endOf(store: RunStore, runs: number) {
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let open = runs;
  const watched: RunStore = {
    ...store,
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      if (appended.is === "stored" && change.next.is === "end" && --open === 0) resolve();
      return appended;
    },
  };
  return { store: watched, all };
}

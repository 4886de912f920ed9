import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Settled } from "../../../src/steps/step-kind.ts";
import { bringToEnd, lapsing, replayed, roll, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

describe("a change that takes its time", () => {
  test("is looked at until it has arrived, and what is seen then counts", async () => {
    const world = openWorld();
    const looks = see(world, pending("1 of 2"), pending("1 of 2"), arrived(7));
    const program = world.programOf([roll("one")], {
      outputs: { value: "${{ steps.one.outputs.value }}" },
      ...LONG,
    });
    const run = await world.begin(program);

    await hastyWorker(world).onWake(run, 0);

    const { outcome, state } = await world.record(run);
    expect(outcome).toBe("escalated");
    expect(state.phase).toMatchObject({ outputs: { value: 7 } });
    expect(looks()).toBe(3);
    expect(world.outside.sentBy("one")).toHaveLength(1);
    expect(await world.eventsOf(run)).toEqual([
      "started",
      "woke",
      "performed",
      "progressed",
      "performed",
    ]);
    expect(await replayed(world, run, program)).toEqual(state);
    expect(await world.store.openIntents(run)).toEqual([]);
  });

  test("leaves its run to nobody while the next look is far off, and no trace of a look without news", async () => {
    const world = openWorld();
    const { looks, program, run } = await restingRun(world);
    const before = await world.eventsOf(run);

    const { worker, dueAt, state } = await world.record(run);
    expect(worker).toBeNull();
    expect(dueAt).toBeGreaterThan(state.now);
    expect(looks()).toBeGreaterThan(3);
    expect(before).toEqual(["started", "woke", "performed", "progressed"]);
    expect(await replayed(world, run, program)).toEqual(state);
  });

  test("is looked at again by whoever takes the run up, and not sent again", async () => {
    const world = openWorld();
    const { run } = await restingRun(world);
    see(world, arrived(3));
    await world.send(run, { is: "alert_resolved" });

    await world.worker().onWake(run, 1);

    expect(await world.record(run)).toMatchObject({ outcome: "escalated" });
    expect(world.outside.sentBy("one")).toHaveLength(1);
    expect(await world.store.openIntents(run)).toEqual([]);
  });

  test("is looked at on by another worker when the first one dies", async () => {
    const world = openWorld();
    const looked = Promise.withResolvers<void>();
    world.outside.settleWith(() => {
      looked.resolve();
      return new Promise(() => undefined);
    });
    const run = await world.begin(world.programOf([roll("one")], LONG));
    void world.worker({ store: lapsing(world.store) }).onWake(run, 0);
    await looked.promise;
    see(world, arrived(3));

    await world.worker().onWake(run, 0);

    expect(await world.record(run)).toMatchObject({ outcome: "escalated" });
    expect(world.outside.sentBy("one")).toHaveLength(1);
  });

  test("is not waited for longer than its step may take, and is looked at in the end", async () => {
    const world = openWorld();
    const looks = see(world, pending("1 of 2"), broken, pending("1 of 2"));
    const run = await world.begin(world.programOf([roll("one", { timeout: "10s" })], LONG));

    await hastyWorker(world).onWake(run, 0);

    const { state } = await world.record(run);
    expect(state.phase).toMatchObject({
      ending: {
        outcome: "escalated",
        failure: {
          code: "E303",
          message: '"one" was sent, but its effect did not arrive in time; at last: 1 of 2',
        },
      },
    });
    expect(state.changes).toHaveLength(1);
    expect(looks()).toBeGreaterThanOrEqual(3);
  });

  test("that fails for good fails its step, and is taken back", async () => {
    const world = openWorld();
    see(world, pending("1 of 2"), failing("later"), failing("never"));
    const program = world.programOf([roll("one", { undo: "auto" })], LONG);
    const run = await world.begin(program);

    await hastyWorker(world).onWake(run, 0);

    expect(world.outside.sentBy("one").map(({ kind }) => kind)).toEqual(["test.roll", "undo"]);
    expect((await world.record(run)).state.phase).toMatchObject({
      ending: { outcome: "escalated", failure: { code: "E602" } },
    });
  });

  test("does not keep its run from hearing a stop", async () => {
    const world = openWorld();
    const looking = Promise.withResolvers<AbortSignal>();
    world.outside.settleWith((signal) => {
      looking.resolve(signal);
      return new Promise(() => undefined);
    });
    const run = await world.begin(world.programOf([roll("one")], LONG));
    const worker = world.worker();
    const done = worker.onWake(run, 0);
    const signal = await looking.promise;

    await world.send(run, { is: "stopped", by: "ann", undo: false });
    await worker.onWake(run, 1);
    await done;

    expect(signal.aborted).toBe(true);
    expect(await world.record(run)).toMatchObject({
      outcome: "cancelled",
      state: { changes: [{ step: "one", undo: { is: "not_asked" } }] },
    });
  });

  test("and others of one foreach are all looked at", async () => {
    const world = openWorld();
    const foreach = { items: '["a", "b"]', max: 2, at_once: 2 };
    see(world, pending("none"), pending("none"), arrived(1), arrived(2));
    const each = roll("one", { foreach, with: { target: "${{ item }}" } });
    const run = await world.begin(world.programOf([each], LONG));

    await bringToEnd(world, run, hastyWorker(world));

    expect((await world.record(run)).state.changes).toHaveLength(2);
    expect(await world.eventsOf(run)).toContain("progressed");
  });
});

const LONG = { safety: { mode: "auto", deadline: "24h", max_targets: 2 } };

type Look = () => Settled<{ readonly value: number }>;

/** What each look sees, the last one for ever. Returns how often somebody has looked. */
function see({ outside }: World, ...looks: readonly Look[]): () => number {
  let count = 0;
  outside.settleWith(async () => {
    const look = looks[Math.min(count, looks.length - 1)];
    count += 1;
    if (look === undefined) throw new Error("there is nothing to see");
    return look();
  });
  return () => count;
}

function pending(progress: string): Look {
  return () => ({ is: "pending", progress });
}

function arrived(value: number): Look {
  return () => ({ is: "settled", output: { value }, summary: "There." });
}

function failing(retry: "never" | "later"): Look {
  const failure = { code: "E602", message: "it said no", remedy: "Ask it why.", retry } as const;
  return () => ({ is: "failed", failure });
}

const broken: Look = () => {
  throw new Error("the connection broke");
};

/** A run whose change is so long on its way that its worker has given it back. */
async function restingRun(world: World) {
  const looks = see(world, pending("1 of 2"));
  const program = world.programOf([roll("one", { timeout: "2h" })], LONG);
  const run = await world.begin(program);
  await hastyWorker(world).onWake(run, 0);
  return { looks, program, run };
}

/** For it, a pause between two looks is over at once, and yet has passed. */
function hastyWorker(world: World) {
  let passed = 0;
  const clock: Clock = {
    now: systemClock.now,
    monotonic: () => systemClock.monotonic() + passed,
    after: (ms, ring) => {
      if (ms > LONGEST_PAUSE) return systemClock.after(ms, ring);
      const jump = setImmediate(() => {
        passed += ms;
        ring();
      });
      return () => clearImmediate(jump);
    },
  };
  const settings = { name: randomUUID(), leaseMs: HOUR, renewMs: HOUR };
  return createWorker(settings, world.tools({ clock }));
}

const LONGEST_PAUSE = 30_000;
const HOUR = 3_600_000;

import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/ports/run-change.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { settled } from "../fake-clock.ts";
import { gate } from "./outside.ts";
import { bringToEnd, fire, read, replayed, set, startWorlds, UNVERIFIED, yesTo } from "./world.ts";

const openWorld = await startWorlds();

describe("a worker with a run", () => {
  test("takes five steps to their end in six commits after the claim", async () => {
    const world = openWorld();
    const program = world.programOf(["a", "b", "c", "d", "e"].map((id) => read(id)));
    const run = await world.begin(program);
    const { store, appends } = counting(world.store);

    await world.worker({ store }).onWake(run, 0);

    expect(appends).toHaveLength(6);
    expect(await world.record(run)).toMatchObject({ outcome: "nothing_to_do", worker: null });
    expect(world.outside.sent.map(({ step }) => step)).toEqual(["a", "b", "c", "d", "e"]);
    expect(await replayed(world, run, program)).toEqual((await world.record(run)).state);
    expect(await store.openIntents(run)).toEqual([]);
    expect(world.troubles).toEqual([]);
  });

  test("commits an outcome and the intent of what follows together", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("first"), fire("second")]));
    const { store, appends } = counting(world.store);

    await world.worker({ store }).onWake(run, 0);

    expect(appends.map(({ outcomes, intents }) => [names(outcomes), names(intents)])).toEqual([
      [[], ["first"]],
      [["first"], ["second"]],
      [["second"], []],
    ]);
  });

  test("performs branches side by side and waits for all", async () => {
    const world = openWorld();
    const { outside } = world;
    const gates = { a: gate(), b: gate() };
    outside.answerWith("a", gates.a.behaviour);
    outside.answerWith("b", gates.b.behaviour);
    const both = Promise.all([outside.nextSent("a"), outside.nextSent("b")]);
    const run = await world.begin(world.programOf([{ parallel: [read("a"), read("b")] }]));

    const done = world.worker().onWake(run, 0);
    await both;
    gates.b.open();
    gates.a.open();
    await done;

    expect(await world.record(run)).toMatchObject({ outcome: "nothing_to_do" });
  });

  test("gives a run that waits back, to be due when the wait is over", async () => {
    const world = openWorld();
    const wait = { id: "pause", kind: "wait", with: { for: "1h" } };
    const program = world.programOf([read("a"), wait, read("b")], { safety: LONG });
    const run = await world.begin(program);
    const wakes: unknown[] = [];
    const dispatcher = { wake: (...wake: unknown[]) => wakes.push(wake) };

    await world.worker({ dispatcher }).onWake(run, 0);

    const { worker, dueAt, state } = await world.record(run);
    expect(worker).toBeNull();
    expect(dueAt).toBe(state.now + HOUR);
    expect(wakes).toEqual([[run, 0, { delayMs: expect.closeTo(HOUR, -3), epoch: 1 }]]);
    expect(world.outside.sentBy("b")).toEqual([]);
  });

  test("goes on by itself when a short wait is over", async () => {
    const world = openWorld();
    const wait = { id: "pause", kind: "wait", with: { for: "1ms" } };
    const run = await world.begin(world.programOf([wait, read("b")]));

    await bringToEnd(world, run);

    expect(world.outside.sentBy("b")).toHaveLength(1);
  });

  test("keeps an eye on the clock while it waits for an answer", async () => {
    const world = openWorld();
    const { outside } = world;
    const slow = gate();
    outside.answerWith("slow", slow.behaviour);
    const pause = { id: "pause", kind: "wait", with: { for: "5ms" } };
    const parallel = [read("slow"), pause, read("after", { needs: ["pause"] })];
    const run = await world.begin(world.programOf([read("first"), { parallel }]));
    const sent = outside.nextSent("after");

    const done = world.worker().onWake(run, 0);
    await sent;
    slow.open();
    await done;

    expect((await world.record(run)).outcome).toBe("nothing_to_do");
  });

  test("hears a message that waits before it does anything", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("shot")]));
    await world.send(run, { is: "stopped", by: "ann", undo: false });

    await world.worker().onWake(run, 1);

    expect(await world.record(run)).toMatchObject({ outcome: "cancelled" });
  });

  test("commits no intent when a stop arrived before it could", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([read("look"), fire("shot")]));
    let isStopped = false;
    const store: RunStore = {
      ...world.store,
      append: async (claim, change) => {
        const isIntent = change.intents.some(({ step }) => step === "shot");
        if (isIntent && !isStopped)
          await world.send(run, { is: "stopped", by: "ann", undo: false });
        isStopped ||= isIntent;
        return world.store.append(claim, change);
      },
    };

    await world.worker({ store }).onWake(run, 0);

    expect(isStopped).toBe(true);
    expect(await world.record(run)).toMatchObject({ outcome: "cancelled" });
    expect(world.outside.sentBy("shot")).toEqual([]);
    expect(await world.eventsOf(run)).toEqual(["started", "woke", "stopped", "performed"]);
  });

  test("looks for a message when a wake says that there is one, and stops what may stop", async () => {
    const world = openWorld();
    const { outside } = world;
    outside.answerWith("look", gate().behaviour);
    const run = await world.begin(world.programOf([read("look")]));
    const worker = world.worker();
    const sent = outside.nextSent("look");
    const done = worker.onWake(run, 0);
    const { signal } = await sent;
    await world.send(run, { is: "stopped", by: "ann", undo: false });
    expect(signal.aborted).toBe(false);

    await worker.onWake(run, 1);
    await done;

    expect(signal.aborted).toBe(true);
    expect(await world.record(run)).toMatchObject({ outcome: "cancelled" });
    expect(await world.eventsOf(run)).toEqual(["started", "woke", "stopped", "woke"]);
    expect(await world.store.openIntents(run)).toEqual([]);
  });

  test("does not look for messages when a wake tells of none that it has not heard", async () => {
    const world = openWorld();
    const { outside } = world;
    const held = gate();
    outside.answerWith("look", held.behaviour);
    const run = await world.begin(world.programOf([read("look")]));
    const worker = world.worker();
    const sent = outside.nextSent("look");
    const done = worker.onWake(run, 0);
    await sent;

    await worker.onWake(run, 0);
    await settled();
    held.open();
    await done;

    expect(await world.eventsOf(run)).toEqual(["started", "woke", "performed"]);
  });

  test("does not notice that the answer to a commit was lost", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("one"), fire("two")]));
    let lost = 0;
    const store: RunStore = {
      ...world.store,
      append: async (claim, change) => {
        const appended = await world.store.append(claim, change);
        if (lost++ % 2 === 0) throw new Error("the connection broke");
        return appended;
      },
    };

    await world.worker({ store }).onWake(run, 0);

    expect(world.outside.sent.map(({ step }) => step)).toEqual(["one", "two"]);
    expect((await world.record(run)).outcome).toBe("escalated");
    expect(world.troubles.every(({ what }) => what === "append_failed")).toBe(true);
  });

  test("gives a first effect its full time again when no worker was free for long", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("shot")]));
    const store: RunStore = {
      ...world.store,
      claim: async (...wish) => {
        const claimed = await world.store.claim(...wish);
        return claimed && { ...claimed, now: claimed.now + 60_000 };
      },
    };

    await world.worker({ store }).onWake(run, 0);

    expect(world.outside.sentBy("shot")).toMatchObject([{ number: 2 }]);
    expect((await world.record(run)).state.steps["shot"]?.is).toBe("done");
  });

  test("lets an ended run rest", async () => {
    const world = openWorld();
    const stop = {
      id: "end",
      kind: "stop",
      with: { outcome: "nothing_to_do", reason: "All well" },
    };
    const run = await world.begin(world.programOf([stop]));
    const worker = world.worker();

    await worker.onWake(run, 0);
    await worker.onWake(run, 0);

    expect(await world.record(run)).toMatchObject({ outcome: "nothing_to_do", dueAt: null });
  });

  test("stores what people are asked and waits for them without a worker", async () => {
    const world = openWorld();
    const approve = { by: ["ops"], count: 1, expires: "10m" };
    const run = await world.begin(world.programOf([fire("shot", { approve })]));
    const worker = world.worker();

    await worker.onWake(run, 0);
    expect(await world.record(run)).toMatchObject({ worker: null, outcome: null });
    await world.send(run, yesTo(await world.record(run), "shot"));
    await worker.onWake(run, 1);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect((await world.record(run)).state.steps["shot"]?.is).toBe("done");
  });

  test("takes back what a failed step has changed", async () => {
    const world = openWorld();
    world.outside.answerWith("second", async () => ({
      ok: false,
      failure: { code: "E602", message: "it said no", remedy: "Ask it why.", retry: "never" },
    }));
    const program = world.programOf([
      set("first", { undo: "auto", ...UNVERIFIED }),
      read("second", { on_failure: "escalate" }),
    ]);
    const run = await world.begin(program);

    await world.worker().onWake(run, 0);

    expect(world.outside.sent.map(({ kind }) => kind)).toEqual(["test.set", "test.read", "undo"]);
    expect((await world.record(run)).outcome).toBe("escalated");
  });
});

const HOUR = 3_600_000;
const LONG = { mode: "auto", deadline: "4h" };

function counting(store: RunStore): { readonly store: RunStore; readonly appends: Change[] } {
  const appends: Change[] = [];
  return {
    appends,
    store: {
      ...store,
      append: (claim, change) => {
        appends.push(change);
        return store.append(claim, change);
      },
    },
  };
}

function names(list: readonly { readonly step: string }[]): readonly string[] {
  return list.map(({ step }) => step);
}

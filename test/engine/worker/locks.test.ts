import { describe, expect, test } from "vitest";
import { gate } from "./outside.ts";
import { bringToEnd, fire, read, replayed, set, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

describe("the lock of a playbook", () => {
  test("keeps two runs from changing at once what it names", async () => {
    const world = openWorld();
    const { done, open } = await busyRun(world, LOCKED);
    const program = world.programOf([read("look"), fire("shot")], named("skip"));
    const run = await world.begin(program);

    await world.worker().onWake(run, 0);

    expect(world.outside.sentBy("look")).toHaveLength(1);
    expect(world.outside.sentBy("shot")).toEqual([]);
    const { outcome, state } = await world.record(run);
    expect(outcome).toBe("refused");
    expect(state.phase).toMatchObject({ ending: { failure: { code: "E309" } } });
    expect(await replayed(world, run, program)).toEqual(state);
    open();
    await done;
  });

  test("is that of the run's own params", async () => {
    const world = openWorld();
    const more = {
      params: { queue: { type: "name" } },
      ...named("skip", "queue/${{ params.queue }}"),
    };
    const { done, open } = await busyRun(world, more, { queue: "orders" });
    const program = world.programOf([fire("shot")], more);
    const [same, other] = await Promise.all([
      world.begin(program, { params: { queue: "orders" } }),
      world.begin(program, { params: { queue: "mails" } }),
    ]);

    await world.worker().onWake(same, 0);
    await world.worker().onWake(other, 0);

    expect((await world.record(same)).outcome).toBe("refused");
    expect((await world.record(other)).outcome).toBe("escalated");
    open();
    await done;
  });

  test("is free when its run has ended, and whoever waits takes it then", async () => {
    const world = openWorld();
    const { done, open } = await busyRun(world, LOCKED);
    const run = await world.begin(world.programOf([fire("shot")], named("wait")));
    const worker = world.worker();
    await worker.onWake(run, 0);
    expect(await world.record(run)).toMatchObject({ worker: null, outcome: null });
    expect(world.outside.sentBy("shot")).toEqual([]);

    open();
    await done;
    await bringToEnd(world, run, worker);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect((await world.record(run)).state.changes).toMatchObject([{ step: "shot" }]);
  });

  test("is tried for at once by the first who waits when its run has ended", async () => {
    const wakes: string[] = [];
    const world = openWorld({ wake: (run) => wakes.push(run) });
    const { done, open } = await busyRun(world, LOCKED);
    const waiting = world.programOf([fire("shot")], named("wait"));
    const [first, second] = [await world.begin(waiting), await world.begin(waiting)];
    const worker = world.worker();
    await worker.onWake(first, 0);
    await worker.onWake(second, 0);
    wakes.length = 0;

    open();
    await done;

    expect(wakes).toEqual([first]);
    await worker.onWake(first, 1);
    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect(wakes).toEqual([first, second]);
    await worker.onWake(second, 1);
    expect(world.outside.sentBy("shot")).toHaveLength(2);
  });

  test("is free although nobody could be told", async () => {
    const world = openWorld();
    const store = { ...world.store, waiters: () => Promise.reject(new Error("no database")) };
    const run = await world.begin(world.programOf([fire("shot")], named("wait")));

    await world.worker({ store }).onWake(run, 0);

    expect(world.troubles).toMatchObject([{ what: "waiters_not_told", run }]);
    expect((await world.record(run)).outcome).toBe("escalated");
  });

  test("is not asked for by a run that only looks", async () => {
    const world = openWorld();
    const { done, open } = await busyRun(world, LOCKED);
    const run = await world.begin(world.programOf([read("look")], named("skip")));

    await world.worker().onWake(run, 0);

    expect((await world.record(run)).outcome).toBe("nothing_to_do");
    open();
    await done;
  });
});

describe("a target", () => {
  test("that another run holds is left to that run", async () => {
    const world = openWorld();
    const { run: holder, done, open } = await busyRun(world, {});
    const shot = fire("shot", { with: { target: "shared" } });
    const run = await world.begin(world.programOf([shot], SAFE));

    await world.worker().onWake(run, 0);

    expect((await world.record(run)).state.phase).toMatchObject({
      ending: {
        outcome: "nothing_to_do",
        reason: `The run ${holder} is at work on shared already`,
      },
    });
    open();
    await done;
  });

  test("that is found held keeps back other changes of the same moment", async () => {
    const world = openWorld();
    const { done, open } = await busyRun(world, {});
    const parallel = [fire("own"), fire("shot", { with: { target: "shared" } }), read("look")];
    const run = await world.begin(world.programOf([{ parallel }], SAFE));

    await world.worker().onWake(run, 0);

    expect(world.outside.sentBy("own")).toEqual([]);
    expect((await world.record(run)).outcome).toBe("nothing_to_do");
    open();
    await done;
  });

  test("and a lock are shared with the runs inside a run", async () => {
    const wakes: string[] = [];
    const world = openWorld({ wake: (run) => wakes.push(run) });
    const worker = world.worker();
    const shared = (id: string) => set(id, { with: { target: "shared" } });
    const grandchild = world.programOf([shared("third")], LOCKED).playbook.name;
    const call = (use: string) => ({ id: "call", kind: "playbook", with: { use: `${use}@*` } });
    const child = world.programOf([call(grandchild)], LOCKED).playbook.name;
    await world.begin(world.programOf([shared("first"), call(child)], LOCKED));

    for (let run = wakes.shift(); run !== undefined; run = wakes.shift()) {
      await worker.onWake(run, 0);
    }

    expect(world.outside.sent.map(({ step }) => step)).toEqual(["first", "third"]);
  });
});

const SAFE = { safety: { mode: "auto", max_targets: 2 } };
const LOCKED = named("join");

function named(on_locked: "join" | "wait" | "skip", lock = "queue/orders") {
  return { safety: { mode: "auto", lock, on_locked } };
}

/** A run that has sent its change, and holds what it needs until the test lets it end. */
async function busyRun(world: World, more: object, params = {}) {
  const { behaviour, open } = gate();
  world.outside.answerWith("hold", behaviour);
  const sent = world.outside.nextSent("hold");
  const program = world.programOf([set("hold", { with: { target: "shared" } })], more);
  const run = await world.begin(program, { params });
  const done = world.worker().onWake(run, 0);
  await sent;
  return { run, done, open };
}

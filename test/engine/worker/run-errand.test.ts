import { describe, expect, test } from "vitest";
import type { AtBoundary } from "../../../src/engine/worker/boundary.ts";
import type { RunStore, RunSummary } from "../../../src/ports/run-store.ts";
import { fire, lapsing, read, replayed, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

describe("a run that calls another", () => {
  test("starts it, waits without a worker, and hears how it ended", async () => {
    const world = openWorld();
    const { child, parent, program } = await familyOf(world);

    await world.worker().onWake(parent, 0);
    expect(await world.record(parent)).toMatchObject({ worker: null, outcome: null });
    await world.worker().onWake((await child()).id, 0);
    await world.worker().onWake(parent, 1);

    expect(await child()).toMatchObject({
      outcome: "nothing_to_do",
      parent: { run: parent, step: "call", item: 0 },
      params: { target: "cart" },
    });
    expect(await world.record(parent)).toMatchObject({ outcome: "nothing_to_do" });
    expect(await replayed(world, parent, program)).toEqual((await world.record(parent)).state);
  });

  test("starts it once, although its worker died before it could", async () => {
    const world = openWorld();
    const { child, parent } = await familyOf(world);
    const startChild = () => Promise.reject(new Error("died"));
    await world.worker({ store: lapsing(world.store), startChild }).onWake(parent, 0);

    await world.worker().onWake(parent, 0);
    await world.worker().onWake(parent, 0);

    expect(await child()).toMatchObject({ outcome: null });
  });

  test("hears how it ended, although the worker died that should have told it", async () => {
    const world = openWorld();
    const { child, parent } = await familyOf(world);
    await world.worker().onWake(parent, 0);
    const { id } = await child();
    const send: RunStore["send"] = () => Promise.reject(new Error("died"));
    await world.worker({ store: { ...lapsing(world.store), send } }).onWake(id, 0);
    expect(await child()).toMatchObject({ outcome: null });

    await world.worker().onWake(id, 0);
    await world.worker().onWake(parent, 1);

    expect((await world.record(parent)).outcome).toBe("nothing_to_do");
    expect(await world.eventsOf(parent)).toEqual([
      "started",
      "woke",
      "performed",
      "woke",
      "child_ended",
    ]);
  });

  test("stops it when it is stopped itself", async () => {
    const world = openWorld();
    const approve = { by: ["ops"], count: 1, expires: "10m" };
    const { child, parent } = await familyOf(world, [fire("shot", { approve })]);
    await world.worker().onWake(parent, 0);
    const { id } = await child();
    await world.worker().onWake(id, 0);

    await world.send(parent, { is: "stopped", by: "ann", undo: false });
    for (const run of [parent, id, parent]) await world.worker().onWake(run, 0);

    expect(await child()).toMatchObject({ outcome: "cancelled" });
    expect(await world.record(parent)).toMatchObject({ outcome: "cancelled" });
    expect(world.outside.sentBy("shot")).toEqual([]);
  });

  test("fails the step when it may not be started", async () => {
    const world = openWorld();
    const call = { id: "call", kind: "playbook", with: { use: "unknown@*", params: {} } };
    const run = await world.begin(world.programOf([call]));

    await world.worker().onWake(run, 0);

    expect((await world.record(run)).state.steps["call"]).toMatchObject({
      failure: { code: "E306", message: "The playbook ended as refused" },
    });
  });

  test("survives the death of its worker at any boundary", async () => {
    for (let after = 0; after < 8; after++) {
      const world = openWorld();
      const { child, parent } = await familyOf(world);
      let left = after;
      const atBoundary: AtBoundary = async () => {
        if (left-- === 0) throw new Error("died");
      };
      const dying = world.worker({ store: lapsing(world.store), atBoundary });
      await dying.onWake(parent, 0);
      await world.worker().onWake(parent, 0);
      const { id } = await child();
      await dying.onWake(id, 0);
      await world.worker().onWake(id, 0);
      await world.worker().onWake(parent, 1);

      expect((await world.record(parent)).outcome).toBe("nothing_to_do");
    }
  });
});

async function familyOf(world: World, steps: readonly object[] = [read("look")]) {
  const params = { target: { type: "text", default: "shop" } };
  const { playbook } = world.programOf(steps, { params });
  const use = `${playbook.name}@*`;
  const call = { id: "call", kind: "playbook", with: { use, params: { target: "cart" } } };
  const program = world.programOf([read("first"), call]);
  const parent = await world.begin(program);

  async function child(): Promise<RunSummary> {
    const runs = await world.store.list({ playbook: playbook.name }, { limit: 10 });
    const mine = runs.filter((run) => run.parent?.run === parent);
    const [only] = mine;
    if (only === undefined || mine.length > 1) throw new Error(`${mine.length} runs were called`);
    return only;
  }
  return { program, parent, child };
}

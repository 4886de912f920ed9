import { describe, expect, test } from "vitest";
import { measureRuns } from "../../../src/engine/measure/runs.ts";
import type { EndedRun, MeasuredApproval, StartedRun } from "../../../src/ports/measures.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { newRun } from "../../contract/run-store/example-runs.ts";
import { bringToEnd, read, set, startWorlds } from "../worker/world.ts";

const openWorld = await startWorlds();

describe("the measures of runs", () => {
  test("count a start once, however often it is asked for, with the surface it came through", async () => {
    const world = openWorld();
    const { store, started } = measured(world.store);
    const request = newRun();

    expect(await store.create(request)).toBe("created");
    expect(await store.create(request)).toBe("exists");

    expect(started).toEqual([{ playbook: request.playbook, surface: request.started.surface }]);
  });

  test("tell how a run ended and how long that took, once", async () => {
    const world = openWorld();
    const { store, ended } = measured(world.store);
    const run = await world.begin(world.programOf([read("look"), set("change")]));

    await bringToEnd(world, run, world.worker({ store }));

    const { playbook, outcome } = await world.record(run);
    expect(ended).toEqual([
      {
        run,
        playbook,
        outcome,
        startedAt: expect.any(Number),
        parent: null,
        toFirstChangeMs: expect.any(Number),
        toEndMs: expect.any(Number),
      },
    ]);
  });

  test("know of no change where there was none", async () => {
    const world = openWorld();
    const { store, ended } = measured(world.store);
    const run = await world.begin(world.programOf([read("look")]));

    await bringToEnd(world, run, world.worker({ store }));

    expect(ended).toMatchObject([{ toFirstChangeMs: null }]);
  });
});

function measured(store: RunStore) {
  const started: StartedRun[] = [];
  const ended: EndedRun[] = [];
  const approvals: MeasuredApproval[] = [];
  const measures = {
    approval: (approval: MeasuredApproval) => approvals.push(approval),
    runStarted: (run: StartedRun) => started.push(run),
    runEnded: (run: EndedRun) => ended.push(run),
  };
  return { store: measureRuns(store, measures), started, ended, approvals };
}

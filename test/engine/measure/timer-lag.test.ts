import { describe, expect, test } from "vitest";
import { measureTimerLag } from "../../../src/engine/measure/timer-lag.ts";
import { bringToEnd, read, startWorlds } from "../worker/world.ts";

const openWorld = await startWorlds();
const PAUSE = { id: "pause", kind: "wait", with: { for: "20ms" } };

describe("the lag of timers", () => {
  test("is how late a run is claimed that waited for its time, and nothing else", async () => {
    const world = openWorld();
    const lags: number[] = [];
    const store = measureTimerLag(world.store, { timerLag: (ms) => lags.push(ms) });
    const run = await world.begin(world.programOf([read("look"), PAUSE]));
    const worker = world.worker({ store });

    await worker.onWake(run, 0);
    expect(lags).toEqual([]);
    await bringToEnd(world, run, worker);

    expect(lags).toHaveLength(1);
    expect(lags[0]).toBeGreaterThanOrEqual(0);
  });

  test("does not count a message that brings a run forward", async () => {
    const world = openWorld();
    const lags: number[] = [];
    const store = measureTimerLag(world.store, { timerLag: (ms) => lags.push(ms) });
    const run = await world.begin(world.programOf([{ ...PAUSE, with: { for: "30m" } }]));
    const worker = world.worker({ store });
    await worker.onWake(run, 0);

    await world.send(run, { is: "stopped", by: "ann", undo: false });
    await worker.onWake(run, 1);

    expect((await world.record(run)).outcome).toBe("cancelled");
    expect(lags).toEqual([]);
  });
});

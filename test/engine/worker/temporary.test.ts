import { describe, expect, test, vi } from "vitest";
import type { AtBoundary } from "../../../src/engine/worker/boundary.ts";
import { bringToEnd, lapsing, set, startWorlds, UNVERIFIED } from "./world.ts";

// Many lives on a real database take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const openWorld = await startWorlds();

const HUSH = { id: "quiet", kind: "test.hush", with: { target: "alert" }, ...UNVERIFIED };
const FIX = set("fix", {
  verify: { kind: "test.read", with: { target: "one" }, that: "after.value == 1" },
});

/** As many as a run of these two steps passes, and a few more. */
const BOUNDARIES = 40;

describe("what is for the time of a run alone", () => {
  test("is taken back by whoever takes the run over, at whatever moment a worker dies", async () => {
    let moments = 0;
    for (let after = 0; after < BOUNDARIES; after++) {
      const world = openWorld();
      const quiet = { ...HUSH, with: { target: "${{ run.id }}" } };
      const run = await world.begin(world.programOf([quiet, FIX]));
      const atBoundary: AtBoundary = dyingAfter(after);
      await world.worker({ store: lapsing(world.store), atBoundary }).onWake(run, 0);
      const { outcome } = await world.record(run);

      await bringToEnd(world, run);

      if (outcome === null) moments += 1;
      expect(await world.record(run)).toMatchObject({ outcome: "resolved" });
      const sent = world.outside.sentBy("quiet").map(({ kind }) => kind);
      expect([sent[0], sent.at(-1)]).toEqual(["test.hush", "undo"]);
      expect(await world.store.openIntents(run)).toEqual([]);
    }
    expect(moments).toBeGreaterThan(10);
  });
});

function dyingAfter(boundaries: number): AtBoundary {
  let left = boundaries;
  return async (at) => {
    left -= 1;
    if (left < 0) throw new Error(`died at ${at}`);
  };
}

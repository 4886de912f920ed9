import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { AtBoundary, Boundary } from "../../../src/engine/worker/boundary.ts";
import { CLAIMS_WITHOUT_PROGRESS, type RunStore } from "../../../src/ports/run-store.ts";
import { gate } from "./outside.ts";
import { bringToEnd, fire, lapsing, read, set, startWorlds, type World } from "./world.ts";

// Many lives on a real database take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const openWorld = await startWorlds();

const UNDO_ASKED = { is: "undo_asked", by: "ann" } as const;
const FIRED_BACK = { undo: { kind: "test.fire", with: { target: "${{ run.id }}" } } };

const BOUNDARIES: readonly Boundary[] = [
  "after_claim",
  "before_intent_commit",
  "after_intent_commit",
  "effect_sent",
  "effect_answered",
  "before_outcome_commit",
  "after_outcome_commit",
];

describe("an ended run whose changes are taken back", () => {
  test("sends their undo, the last one first, and stays ended as it was", async () => {
    const world = openWorld();
    const run = await endedRun(world, set("first"), set("second"));
    const before = await world.record(run);

    await undo(world, run);

    expect(undosOf(world).map(({ step }) => step)).toEqual(["second", "first"]);
    const { outcome, endedAt, undo: progress, state } = await world.record(run);
    expect({ outcome, endedAt }).toEqual({ outcome: before.outcome, endedAt: before.endedAt });
    expect(progress).toBe("undone");
    expect(state.changes.map((change) => change.undo.is)).toEqual(["undone", "undone"]);
  });

  test("has its targets for itself meanwhile, and frees them", async () => {
    const world = openWorld();
    const shared = { with: { target: "shared" } };
    const run = await endedRun(world, set("one", shared));
    const { behaviour, open } = gate();
    world.outside.answerWith("one", behaviour);
    const isSent = world.outside.nextSent("one");
    const undoing = undo(world, run);
    await isSent;
    const other = await world.begin(world.programOf([set("other", shared)]));
    const worker = world.worker();
    // What another holds is not sent; the back-off ends after the test.
    await worker.onWake(other, 0);
    expect(world.outside.sentBy("other")).toEqual([]);

    open();
    await undoing;

    await bringToEnd(world, other, worker);
    expect(world.outside.sentBy("other")).toHaveLength(1);
  });

  test.each(BOUNDARIES)("is taken up by the next worker when one dies at %s", async (boundary) => {
    const world = openWorld();
    const run = await endedRun(world, set("one"));
    await world.send(run, UNDO_ASKED);
    await world
      .worker({ store: lapsing(world.store), atBoundary: dyingAt(boundary) })
      .onWake(run, 1);

    await world.worker().onWake(run, 1);

    const undos = undosOf(world);
    expect(undos.length).toBeGreaterThanOrEqual(1);
    expect(new Set(undos.map(({ key }) => key)).size).toBe(1);
    expect(await world.record(run)).toMatchObject({ outcome: "escalated", undo: "undone" });
    expect(await world.store.openIntents(run)).toEqual([]);
  });

  test.each(BOUNDARIES)(
    "never sends an undo again that happens once and died at %s",
    async (at) => {
      const world = openWorld();
      const run = await endedRun(world, set("one", FIRED_BACK));
      await world.send(run, UNDO_ASKED);
      await world.worker({ store: lapsing(world.store), atBoundary: dyingAt(at) }).onWake(run, 1);

      await world.worker().onWake(run, 1);

      expect(firedBack(world).length).toBeLessThanOrEqual(1);
      const { state, dueAt } = await world.record(run);
      const isSettled = state.changes.every((change) => change.undo.is === "undone");
      const isInDoubt = state.changes.some((change) => change.undo.is === "in_doubt");
      expect({ isSettled, isInDoubt, dueAt }).toEqual({
        isSettled,
        isInDoubt: !isSettled,
        dueAt: null,
      });
    },
  );

  test("sends nothing twice that may not be, whoever dies and however often", async () => {
    const lives = fc.record({
      changes: fc.array(fc.constantFrom<keyof typeof CHANGES>("own", "once", "none"), {
        minLength: 1,
        maxLength: 4,
      }),
      deaths: fc.array(fc.nat({ max: 8 }), { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(lives, async ({ changes, deaths }) => {
        const world = openWorld();
        const run = await endedRun(world, ...changes.map((way, i) => CHANGES[way](`${way}_${i}`)));
        const { endedAt } = await world.record(run);
        await world.send(run, UNDO_ASKED);

        for (const after of deaths) {
          const atBoundary = dyingAfter(after);
          await world.worker({ store: lapsing(world.store), atBoundary }).onWake(run, 1);
        }
        await liveToTheEnd(world, run);

        const once = firedBack(world).map(({ key }) => key);
        expect(new Set(once).size).toBe(once.length);
        for (const { step, key } of undosOf(world)) expect(key).toBe(`${run}/${step}/0/undo`);
        const hasWayBack = changes.some((way) => way !== "none");
        const undo = hasWayBack ? "undone" : null;
        expect(await world.record(run)).toMatchObject({ outcome: "escalated", endedAt, undo });
        expect(await world.store.openIntents(run)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ["happened", "undone", 0],
    ["not_happened", "undone", 1],
    ["unknown", "undo_failed", 0],
  ] as const)("waits in doubt for a person, who says %s", async (verdict, progress, sentAgain) => {
    const world = openWorld();
    const run = await endedRun(world, set("one", FIRED_BACK));
    await world.send(run, UNDO_ASKED);
    const atBoundary = dyingAt("after_intent_commit");
    await world.worker({ store: lapsing(world.store), atBoundary }).onWake(run, 1);
    await world.worker().onWake(run, 1);
    expect(await world.record(run)).toMatchObject({ undo: "undoing", dueAt: null, worker: null });

    await world.send(run, { is: "settled", step: "one", item: 0, by: "ann", verdict });
    await world.worker().onWake(run, 2);

    expect(firedBack(world)).toHaveLength(sentAgain);
    expect((await world.record(run)).undo).toBe(progress);
  });

  test("says what could not be taken back, and can be asked again", async () => {
    const world = openWorld();
    const run = await endedRun(world, set("one"));
    const moved = {
      code: "E602",
      message: "Somebody has changed it since",
      remedy: "Look at it.",
      retry: "never",
    } as const;
    world.outside.answerWith("one", async () => ({ ok: false, failure: moved }));
    await undo(world, run);
    expect(await world.record(run)).toMatchObject({
      undo: "undo_failed",
      state: { changes: [{ undo: { is: "failed", failure: { message: moved.message } } }] },
    });

    world.outside.answerWith("one", async () => ({ ok: true, output: { value: 1 }, summary: "" }));
    await undo(world, run);

    expect((await world.record(run)).undo).toBe("undone");
    expect(undosOf(world).map(({ number }) => number)).toEqual([1, 2]);
  });

  test("does not tell the run that called it a second time how it ended", async () => {
    const world = openWorld();
    const parent = {
      run: await world.begin(world.programOf([read("look")])),
      step: "look",
      item: 0,
    };
    const inside = { parent, deadline: (await world.store.now()) + 60_000 };
    const run = await world.begin(world.programOf([set("one")]), { inside });
    await bringToEnd(world, run);
    const told: string[] = [];
    const append: RunStore["append"] = (claim, change) => {
      told.push(...change.outgoing.map(({ is }) => is));
      return world.store.append(claim, change);
    };

    await world.send(run, UNDO_ASKED);
    await world.worker({ store: { ...world.store, append } }).onWake(run, 1);

    expect((await world.record(run)).undo).toBe("undone");
    expect(told).toEqual([]);
  });

  test("ends at once when there is nothing to take back, and puts that on the record", async () => {
    const world = openWorld();
    const run = await endedRun(world, fire("one"));

    await undo(world, run);

    const [last] = (await world.store.history(run)).slice(-1);
    expect(last).toMatchObject({ event: { is: "undo_asked" }, actor: "ann" });
    expect(last?.notes[0]).toContain("Ignored: Nothing that the run has left can be taken back");
    expect(await world.record(run)).toMatchObject({ undo: null, dueAt: null });
  });
});

const CHANGES = {
  own: (id: string) => set(id),
  once: (id: string) => set(id, FIRED_BACK),
  none: (id: string) => set(id, { undo: "none" }),
};

function dyingAfter(boundaries: number): AtBoundary {
  let left = boundaries;
  return async (at) => {
    if (left-- <= 0) throw new Error(`died at ${at}`);
  };
}

/** A person settles whatever is in doubt, and wakes a run that was left alone. */
async function liveToTheEnd(world: World, run: string): Promise<void> {
  const worker = world.worker();
  for (;;) {
    await worker.onWake(run, 0);
    const { undo: progress, state, claimsWithoutProgress } = await world.record(run);
    if (progress !== "undoing") return;
    const doubt = state.changes.find((change) => change.undo.is === "in_doubt");
    const isLeftAlone = claimsWithoutProgress >= CLAIMS_WITHOUT_PROGRESS;
    if (doubt === undefined && !isLeftAlone) throw new Error("the run waits for nothing");
    const step = doubt?.step ?? "nothing";
    await world.send(run, { is: "settled", step, item: 0, by: "ann", verdict: "happened" });
  }
}

async function endedRun(world: World, ...steps: readonly object[]): Promise<string> {
  const run = await world.begin(world.programOf(steps));
  await bringToEnd(world, run);
  return run;
}

async function undo(world: World, run: string): Promise<void> {
  await world.send(run, UNDO_ASKED);
  await world.worker().onWake(run, 0);
}

function undosOf({ outside }: World) {
  return outside.sent.filter(({ kind }) => kind === "undo");
}

function firedBack({ outside }: World) {
  return outside.sent.filter(({ kind }) => kind === "test.fire");
}

function dyingAt(boundary: Boundary): AtBoundary {
  let isDead = false;
  return async (at) => {
    isDead ||= at === boundary;
    if (isDead) throw new Error(`died at ${at}`);
  };
}

import { describe, expect, test } from "vitest";
import type { AtBoundary, Boundary } from "../../../src/engine/worker/boundary.ts";
import { fakeClock } from "../fake-clock.ts";
import {
  fire,
  lapsing,
  probed,
  read,
  replayed,
  set,
  startWorlds,
  UNVERIFIED,
  type World,
} from "./world.ts";

const openWorld = await startWorlds();

const BOUNDARIES: readonly Boundary[] = [
  "after_claim",
  "before_intent_commit",
  "after_intent_commit",
  "effect_sent",
  "effect_answered",
  "before_outcome_commit",
  "after_outcome_commit",
];

describe("a worker that takes over from a dead one", () => {
  test.each(BOUNDARIES)("finishes a run of reads that died at %s", async (boundary) => {
    const world = openWorld();
    const program = world.programOf([read("a"), read("b")]);
    const run = await dead(world, program, boundary);

    await world.worker().onWake(run, 0);

    expect((await world.record(run)).outcome).toBe("nothing_to_do");
    expect(await replayed(world, run, program)).toEqual((await world.record(run)).state);
    expect(await world.store.openIntents(run)).toEqual([]);
  });

  test.each(BOUNDARIES)("never sends a once effect again that died at %s", async (boundary) => {
    const world = openWorld();
    const program = world.programOf([fire("shot")]);
    const run = await dead(world, program, boundary);

    await world.worker().onWake(run, 0);

    const { is } = (await world.record(run)).state.steps["shot"] ?? {};
    const isCommitted = !["after_claim", "before_intent_commit"].includes(boundary);
    const isAnswered = boundary === "after_outcome_commit";
    expect(world.outside.sentBy("shot")).toHaveLength(boundary === "after_intent_commit" ? 0 : 1);
    expect(is).toBe(isCommitted && !isAnswered ? "running" : "done");
  });

  test.each(BOUNDARIES)(
    "repeats a keyed effect under its key that died at %s",
    async (boundary) => {
      const world = openWorld();
      const run = await dead(world, world.programOf([set("scale")]), boundary);

      await world.worker().onWake(run, 0);

      const sent = world.outside.sentBy("scale");
      expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
      expect(sent.every(({ number }) => number === 1)).toBe(true);
      expect((await world.record(run)).state.steps["scale"]?.is).toBe("done");
    },
  );

  test("asks a person about an effect in doubt, and does what they say", async () => {
    const world = openWorld();
    const run = await dead(world, world.programOf([fire("shot"), read("after")]), "effect_sent");
    const worker = world.worker();
    await worker.onWake(run, 0);
    expect((await world.record(run)).state.steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "in_doubt", reason: expect.stringContaining("interrupted") } }],
    });

    await world.send(run, { is: "settled", step: "shot", item: 0, by: "ann", verdict: "happened" });
    await worker.onWake(run, 1);

    expect(world.outside.sent.map(({ step }) => step)).toEqual(["shot", "after"]);
    expect((await world.record(run)).outcome).toBe("escalated");
  });

  test("believes a probe that found the effect", async () => {
    const world = openWorld();
    const found = { is: "happened", output: { value: 7 }, summary: "Found." } as const;
    world.outside.probeWith(async () => found);
    const run = await dead(world, world.programOf([probed("shot")]), "effect_sent");

    await world.worker().onWake(run, 0);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect((await world.record(run)).state.changes).toMatchObject([{ output: { value: 7 } }]);
  });

  test("takes a probe that found nothing for an answer only when the old attempt is over", async () => {
    const world = openWorld();
    let probes = 0;
    world.outside.probeWith(async () => {
      probes += 1;
      return { is: "not_happened" };
    });
    const program = world.programOf([probed("shot", { timeout: "200ms" })]);
    const run = await dead(world, program, "after_intent_commit");

    await world.worker().onWake(run, 0);

    expect(probes).toBe(2);
    expect(world.outside.sentBy("shot")).toMatchObject([{ number: 2 }]);
    expect((await world.record(run)).state.steps["shot"]?.is).toBe("done");
  });

  test.each([{ is: "not_happened" }, { is: "unknown", reason: "it was cut short" }] as const)(
    "writes down nothing of a probe that outlasted its claim ($is)",
    async (told) => {
      const world = openWorld();
      const run = await dead(world, world.programOf([probed("shot")]), "effect_sent");
      const before = await world.eventsOf(run);
      const clock = fakeClock();
      const asked = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<typeof told>();
      world.outside.probeWith(() => {
        asked.resolve();
        return answer.promise;
      });

      const store = { ...world.store, renew: async () => [] };
      const worked = world.worker({ clock, store }).onWake(run, 0);
      await asked.promise;
      await clock.pass(10_000);
      answer.resolve(told);
      await worked;

      expect(await world.eventsOf(run)).toEqual(before);
    },
  );

  test("leaves an effect to a person when its probe cannot tell", async () => {
    const world = openWorld();
    world.outside.probeWith(() => Promise.reject(new Error("the probe broke")));
    const run = await dead(world, world.programOf([probed("shot")]), "effect_sent");

    await world.worker().onWake(run, 0);

    expect((await world.record(run)).state.steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "in_doubt" } }],
    });
  });

  test("repeats nothing that it would now do in another way, and asks about the rest", async () => {
    const world = openWorld();
    const steps = [{ parallel: [set("scale"), probed("shot")] }];
    const run = await dead(world, world.programOf(steps), "after_intent_commit");
    const other = { with: { target: "two" } };
    const changed = world.programOf([{ parallel: [set("scale", other), probed("shot", other)] }]);

    await world.worker({ programOf: async () => changed }).onWake(run, 0);

    const events = (await world.store.history(run)).map(({ event }) => event);
    expect(events).toContainEqual(
      expect.objectContaining({
        step: "scale",
        result: { is: "failed", failure: expect.objectContaining({ code: "E307" }) },
      }),
    );
    expect(world.outside.sentBy("scale")).toMatchObject([{ number: 2 }]);
    expect((await world.record(run)).state.steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "in_doubt" } }],
    });
  });

  test("takes an interrupted undo up again", async () => {
    const world = openWorld();
    const no = { code: "E602", message: "No", remedy: "Ask.", retry: "never" } as const;
    world.outside.answerWith("second", async () => ({ ok: false, failure: no }));
    const program = world.programOf([
      set("first", { undo: "auto", ...UNVERIFIED }),
      read("second"),
    ]);
    const isUndo = () => world.outside.sent.some(({ kind }) => kind === "undo");
    const run = await dead(world, program, "effect_sent", isUndo);

    await world.worker().onWake(run, 0);

    const undos = world.outside.sent.filter(({ kind }) => kind === "undo");
    expect(undos).toHaveLength(2);
    expect(new Set(undos.map(({ key }) => key)).size).toBe(1);
    expect((await world.record(run)).state.changes).toMatchObject([{ undo: { is: "undone" } }]);
  });
});

/** A run whose worker died at this boundary, the first time or when `condition` holds. */
async function dead(
  world: World,
  program: Parameters<World["begin"]>[0],
  boundary: Boundary,
  condition: () => boolean = () => true,
): Promise<string> {
  const run = await world.begin(program);
  const { isDead, atBoundary } = dyingAt(boundary, condition);
  await world.worker({ store: lapsing(world.store), atBoundary }).onWake(run, 0);
  expect(isDead()).toBe(true);
  return run;
}

function dyingAt(boundary: Boundary, condition: () => boolean) {
  let isDead = false;
  const atBoundary: AtBoundary = async (at) => {
    isDead ||= at === boundary && condition();
    if (isDead) throw new Error(`died at ${at}`);
  };
  return { isDead: () => isDead, atBoundary };
}

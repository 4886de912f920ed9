import { describe, expect, test } from "vitest";
import type { Behaviour } from "./outside.ts";
import { probed, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

const lost: Behaviour = async () => ({
  ok: false,
  failure: {
    code: "E605",
    message: "The answer was lost",
    remedy: "Look whether it happened.",
    retry: "never",
  },
});

describe("an effect of our own whose answer was lost", () => {
  test("happened when its probe finds it, and nobody is asked", async () => {
    const world = openWorld();
    world.outside.answerWith("shot", lost);
    const found = { is: "happened", output: { value: 7 }, summary: "Found." } as const;
    world.outside.probeWith(async () => found);

    const run = await worked(world);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    expect((await world.record(run)).state.changes).toMatchObject([{ output: { value: 7 } }]);
  });

  test("is sent again when it is not there after all of its time, under the same key", async () => {
    const world = openWorld();
    const answers = [lost, undefined];
    world.outside.answerWith("shot", async (sent) => {
      const answer = answers.shift() ?? (async () => DONE);
      return answer(sent);
    });
    let probes = 0;
    world.outside.probeWith(async () => {
      probes += 1;
      return { is: "not_happened" };
    });

    const run = await worked(world, "1500ms");

    expect(probes).toBe(2);
    expect(new Set(world.outside.sentBy("shot").map(({ key }) => key)).size).toBe(1);
    expect(world.outside.sentBy("shot")).toHaveLength(2);
    expect((await world.record(run)).state.steps["shot"]?.is).toBe("done");
  });

  test("is in doubt when its probe cannot tell, for the reason that it was lost", async () => {
    const world = openWorld();
    world.outside.answerWith("shot", lost);

    const run = await worked(world);

    expect((await world.record(run)).state.steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "in_doubt", reason: "The answer was lost" } }],
    });
  });
});

const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;

async function worked(world: World, timeout = "30s"): Promise<string> {
  const run = await world.begin(world.programOf([probed("shot", { timeout })]));
  await world.worker().onWake(run, 0);
  return run;
}

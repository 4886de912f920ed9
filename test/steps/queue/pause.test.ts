import { describe, expect, test } from "vitest";
import { queuePause } from "../../../src/steps/queue/pause.ts";
import { queueResume } from "../../../src/steps/queue/resume.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis } from "../redis/world.ts";
import { openRealQueue, watchedQueues } from "./world.ts";

const redis = useRedis();
const params = queuePause.params.parse({ connection: "maestro-queues", queue: "tasks" });

for (const kind of [queuePause, queueResume]) {
  describe(kind.kind, () => {
    exerciseStepKind(kind, {
      filled: { connection: "maestro-queues", queue: "tasks" },
      startWorld: async (given, mood) => {
        const connection = await redis().open(mood);
        await openRealQueue(redis(), given.queue).add("task", {});
        const { queues, pauses } = watchedQueues(connection);
        return {
          needs: { queues: () => queues },
          received: () => pauses.map(({ queue }) => ({ ...given, queue })),
          done: () => pauses.map(({ paused }) => ({ paused })),
        };
      },
    });

    exerciseLastingEffect(kind, {
      filled: { connection: "maestro-queues", queue: "tasks" },
      startWorld: async () => {
        const { queue, world } = await arranged();
        const isPause = kind === queuePause;
        if (!isPause) await queue.pause();
        return {
          needs: world,
          state: () => queue.isPaused(),
          meddle: () => (isPause ? queue.resume() : queue.pause()),
        };
      },
    });
  });
}

describe("pausing and resuming", () => {
  test("pauses a queue, and its undo resumes it", async () => {
    const { queue, world } = await arranged();

    const output = await done(queuePause, world);
    const isPausedThen = await queue.isPaused();
    const undone = await undo(queuePause, output, world);

    expect(output).toEqual({ paused: true, was_paused: false });
    expect([isPausedThen, await queue.isPaused()]).toEqual([true, false]);
    expect(undone).toMatchObject({ ok: true });
  });

  test("resumes a queue, and its undo pauses it again", async () => {
    const { queue, world } = await arranged();
    await queue.pause();

    const output = await done(queueResume, world);
    const isPausedThen = await queue.isPaused();
    await undo(queueResume, output, world);

    expect(output).toEqual({ paused: false, was_paused: true });
    expect([isPausedThen, await queue.isPaused()]).toEqual([false, true]);
  });

  test("takes nothing back where it changed nothing", async () => {
    const { queue, world } = await arranged();
    await queue.pause();

    const output = await done(queuePause, world);
    const undone = await undo(queuePause, output, world);

    expect(undone).toMatchObject({
      ok: true,
      summary: expect.stringContaining("as it was before"),
    });
    expect(await queue.isPaused()).toBe(true);
  });

  test("its undo refuses when somebody has resumed the queue meanwhile", async () => {
    const { queue, world } = await arranged();
    const output = await done(queuePause, world);
    await queue.resume();

    const undone = await undo(queuePause, output, world);

    expect(undone).toMatchObject({ ok: false, failure: { code: "E622", retry: "never" } });
  });

  test("still knows after a lost answer that it was the one that paused", async () => {
    const { world } = await arranged();

    await queuePause.run(params, world, attempt("k", 1), live());
    const repeated = await queuePause.run(params, world, attempt("k", 2), live());

    expect(repeated).toMatchObject({ output: { was_paused: false } });
  });
});

type World = Awaited<ReturnType<typeof arranged>>["world"];

async function arranged() {
  const { queues } = watchedQueues(await redis().open());
  const queue = openRealQueue(redis());
  await queue.add("task", {});
  return { queue, world: { queues: () => queues } };
}

async function done(kind: typeof queuePause, world: World) {
  const result = await kind.run(params, world, attempt(), live());
  if (!result.ok) throw new Error(result.failure.message);
  return result.output;
}

async function undo(
  kind: typeof queuePause,
  output: Awaited<ReturnType<typeof done>>,
  world: World,
) {
  if (kind.undo.is !== "possible") throw new Error("it has an undo");
  return kind.undo.run(params, output, world, attempt(), live());
}

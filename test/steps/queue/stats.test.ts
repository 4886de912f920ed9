import { describe, expect, test } from "vitest";
import { queueStats } from "../../../src/steps/queue/stats.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis } from "../redis/world.ts";
import { fail, openRealQueue, watchedQueues, work } from "./world.ts";

const redis = useRedis();
const params = queueStats.params.parse({ connection: "maestro-queues", queue: "tasks" });

describe("queue.stats", () => {
  exerciseStepKind(queueStats, {
    filled: { connection: "maestro-queues", queue: "tasks" },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      await openRealQueue(redis(), given.queue).add("task", {});
      const { queues, asked } = watchedQueues(connection);
      return {
        needs: { queues: () => queues },
        received: () => asked.map((queue) => ({ ...given, queue })),
        done: () => [],
      };
    },
  });

  test("counts jobs by state, and groups failures that differ in numbers only", async () => {
    const { queue, world } = await arranged();
    for (const each of [1, 2, 3]) await queue.add("task", { each });
    await work(redis(), 3, async (job) => (job.id === "3" ? "done" : fail(job)));
    await queue.add("task", {}, { timestamp: Date.now() - 90_000 });
    await queue.add("task", {}, { delay: 3_600_000 });
    await queue.add("task", {}, { priority: 2 });

    const result = await queueStats.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        waiting: 1,
        prioritized: 1,
        delayed: 1,
        active: 0,
        failed: 2,
        completed: 1,
        paused: false,
        workers: 0,
        reasons: [{ reason: "Task # has no handler", count: 2 }],
      },
    });
    if (!result.ok) throw new Error(result.failure.message);
    expect(result.output.oldest_waiting_seconds).toBeGreaterThanOrEqual(90);
  });

  test("calls an active job stalled whose worker no longer answers for it", async () => {
    const { queue, world } = await arranged();
    const job = await queue.add("task", {});
    await redis().client.lmove("maestro:tasks:wait", "maestro:tasks:active", "RIGHT", "LEFT");

    const stalled = await queueStats.run(params, world, attempt(), live());
    await redis().client.set(`maestro:tasks:${job.id ?? ""}:lock`, "a worker");
    const held = await queueStats.run(params, world, attempt(), live());

    expect(stalled).toMatchObject({ output: { active: 1, stalled: 1 } });
    expect(held).toMatchObject({ output: { active: 1, stalled: 0 } });
  });

  test("leaves no trace in Redis", async () => {
    const { queue, world } = await arranged();
    await queue.add("task", {});
    const before = (await redis().client.keys("*")).toSorted();

    await queueStats.run(params, world, attempt(), live());

    expect((await redis().client.keys("*")).toSorted()).toEqual(before);
  });

  test("says that there is no such queue, instead of zeros, and makes none", async () => {
    const { queues } = watchedQueues(await redis().open());

    const result = await queueStats.run(params, { queues: () => queues }, attempt(), live());

    expect(result).toMatchObject({ ok: false, failure: { code: "E624", retry: "never" } });
    expect(await redis().client.keys("*")).toEqual([]);
  });
});

async function arranged() {
  const { queues } = watchedQueues(await redis().open());
  const queue = openRealQueue(redis());
  return { queue, world: { queues: () => queues } };
}

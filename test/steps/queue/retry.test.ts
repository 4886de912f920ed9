import { describe, expect, test } from "vitest";
import { queueRetry } from "../../../src/steps/queue/retry.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis } from "../redis/world.ts";
import { fail, failedJobs, openRealQueue, watchedQueues, work, writeFailedJob } from "./world.ts";

const redis = useRedis();
const JOB = { id: "1842", failed_at: 1_767_225_600_000 };

describe("queue.retry", () => {
  exerciseStepKind(queueRetry, {
    filled: {
      connection: "maestro-queues",
      queue: "tasks",
      jobs: [JOB],
    },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      for (const job of given.jobs) await writeFailedJob(redis(), given.queue, job);
      const { queues, moves } = watchedQueues(connection);
      return {
        needs: { queues: () => queues },
        received: () => moves.map(({ queue, moved }) => ({ ...given, queue, jobs: moved })),
        done: () => moves.map(({ moved }) => ({ moved: moved.map(({ id }) => id) })),
      };
    },
  });

  exerciseLastingEffect(queueRetry, {
    filled: { connection: "maestro-queues", queue: "tasks", jobs: [JOB] },
    startWorld: async () => {
      const needs = await oneFailed();
      const queue = openRealQueue(redis());
      return {
        needs,
        state: () => queue.getJobCounts("failed", "waiting"),
        meddle: async () => undefined,
      };
    },
  });

  test("puts failed jobs back to work, where a worker takes them up", async () => {
    const { queue, params, world } = await threeFailed();

    const result = await queueRetry.run(params, world, attempt(), live());

    expect(result).toMatchObject({ ok: true, output: { moved: params.jobs, left: [] } });
    const seen: unknown[] = [];
    await work(redis(), 3, async (job) => seen.push(job.data));
    expect(seen).toHaveLength(3);
    expect(await queue.getJobCounts("failed", "completed")).toEqual({ failed: 0, completed: 3 });
  });

  test("leaves a job alone that has failed again since it was seen, or is gone", async () => {
    const { queue, params, world } = await threeFailed();
    const [first, second] = await queue.getFailed();
    await first?.retry();
    await work(redis(), 1, fail);
    await second?.remove();

    const result = await queueRetry.run(params, world, attempt(), live());

    const left = [
      { id: first?.id, because: "changed" },
      { id: second?.id, because: "gone" },
    ];
    expect(result).toMatchObject({ output: { left: expect.arrayContaining(left) } });
    expect(await queue.getJobCounts("failed", "waiting")).toEqual({ failed: 1, waiting: 1 });
  });

  test("repeated after a lost answer, tries no job a second time that has failed again", async () => {
    const { queue, params, world } = await threeFailed();
    await queueRetry.run(params, world, attempt("k", 1), live());
    await work(redis(), 3, fail);

    const result = await queueRetry.run(params, world, attempt("k", 2), live());

    expect(result).toMatchObject({ ok: true, output: { moved: params.jobs } });
    expect(await queue.getJobCounts("failed", "waiting")).toEqual({ failed: 3, waiting: 0 });
  });

  test("takes up a job that an earlier try had chosen and not moved", async () => {
    const { queue, params, world } = await threeFailed();
    // BullMQ's own script is refused, after the jobs were chosen by ours.
    await redis().client.acl("SETUSER", "default", "-evalsha");

    const broken = await queueRetry.run(params, world, attempt("k", 1), live());
    await redis().client.acl("SETUSER", "default", "+evalsha");
    const result = await queueRetry.run(params, world, attempt("k", 2), live());

    expect(broken).toMatchObject({ ok: false, failure: { code: "E620" } });
    expect(result).toMatchObject({ ok: true, output: { moved: params.jobs } });
    expect(await queue.getJobCounts("failed", "waiting")).toEqual({ failed: 0, waiting: 3 });
  });

  test("does not invent a queue that is misspelt", async () => {
    const { params, world } = await threeFailed();

    const result = await queueRetry.run({ ...params, queue: "task" }, world, attempt(), live());

    expect(result).toMatchObject({ ok: false, failure: { code: "E624", retry: "never" } });
    expect(await redis().client.keys("maestro:task:*")).toEqual([]);
  });
});

async function oneFailed() {
  const { queues } = watchedQueues(await redis().open());
  await writeFailedJob(redis(), "tasks", JOB);
  return { queues: () => queues };
}

async function threeFailed() {
  const { queues } = watchedQueues(await redis().open());
  const queue = openRealQueue(redis());
  for (const each of [1, 2, 3]) await queue.add("task", { each });
  await work(redis(), 3, fail);
  const params = queueRetry.params.parse({
    connection: "maestro-queues",
    queue: "tasks",
    jobs: await failedJobs(queue),
  });
  return { queue, params, world: { queues: () => queues } };
}

import { describe, expect, test } from "vitest";
import { queueQuarantine } from "../../../src/steps/queue/quarantine.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis } from "../redis/world.ts";
import { fail, failedJobs, openRealQueue, watchedQueues, work, writeFailedJob } from "./world.ts";

const redis = useRedis();
const JOB = { id: "1842", failed_at: 1_767_225_600_000 };

describe("queue.quarantine", () => {
  exerciseStepKind(queueQuarantine, {
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

  exerciseLastingEffect(queueQuarantine, {
    filled: { connection: "maestro-queues", queue: "tasks", jobs: [JOB] },
    startWorld: async () => {
      const needs = await oneFailed();
      const queue = openRealQueue(redis());
      const aside = openRealQueue(redis(), "tasks.quarantine");
      return {
        needs,
        state: async () => [await failedJobs(queue), await failedJobs(aside)],
        meddle: async () => (await aside.getJob(JOB.id))?.remove(),
      };
    },
  });

  test("moves poison jobs with their data and log to where no worker takes them up", async () => {
    const { queue, params, world } = await twoFailed();
    const [poison] = await queue.getFailed();
    await poison?.log("it was the third attempt");

    const result = await queueQuarantine.run(params, world, attempt(), live());

    expect(result).toMatchObject({ ok: true, output: { moved: params.jobs, left: [] } });
    const aside = openRealQueue(redis(), "tasks.quarantine");
    const kept = await aside.getFailed();
    expect(kept.map(({ id, data, failedReason }) => [id, data, failedReason])).toEqual(
      expect.arrayContaining([["1", { each: 1 }, "Task 1 has no handler"]]),
    );
    expect((await aside.getJobLogs(poison?.id ?? "")).logs).toEqual(["it was the third attempt"]);
    expect(await queue.getJobCounts("failed", "waiting")).toEqual({ failed: 0, waiting: 0 });
  });

  test("leaves jobs of a flow, whose parents would wait for ever, and those that moved on", async () => {
    const { queue, params, world } = await twoFailed();
    const [tied, changed] = params.jobs;
    await redis().client.hset(`maestro:tasks:${tied?.id ?? ""}`, "parentKey", "maestro:parents:1");
    await (await queue.getJob(changed?.id ?? ""))?.retry();

    const result = await queueQuarantine.run(params, world, attempt(), live());

    expect(result).toMatchObject({ ok: false, failure: { code: "E625" } });
    expect(await queue.getJobCounts("failed", "waiting")).toEqual({ failed: 1, waiting: 1 });
  });

  test("its undo brings the jobs back as they were", async () => {
    const { queue, params, world } = await twoFailed();
    const output = await quarantined(params, world);

    const undone = await undo(params, output, world);

    expect(undone).toMatchObject({ ok: true });
    expect(await failedJobs(queue)).toEqual(params.jobs);
    expect(await redis().client.exists("maestro:tasks.quarantine:failed")).toBe(0);
  });

  test("its undo says so when somebody has taken a job out of quarantine", async () => {
    const { queue, params, world } = await twoFailed();
    const output = await quarantined(params, world);
    const aside = openRealQueue(redis(), "tasks.quarantine");
    await (await aside.getJob(params.jobs[0]?.id ?? ""))?.remove();

    const undone = await undo(params, output, world);

    expect(undone).toMatchObject({
      ok: false,
      failure: { code: "E622", message: expect.stringMatching(/^1 job of 2 went back/) },
    });
    expect(await queue.getFailedCount()).toBe(1);
  });
});

async function oneFailed() {
  const { queues } = watchedQueues(await redis().open());
  await writeFailedJob(redis(), "tasks", JOB);
  return { queues: () => queues };
}

type World = Awaited<ReturnType<typeof twoFailed>>["world"];
type Params = Awaited<ReturnType<typeof twoFailed>>["params"];

async function twoFailed() {
  const { queues } = watchedQueues(await redis().open());
  const queue = openRealQueue(redis());
  for (const each of [1, 2]) await queue.add("task", { each });
  await work(redis(), 2, fail);
  const params = queueQuarantine.params.parse({
    connection: "maestro-queues",
    queue: "tasks",
    jobs: await failedJobs(queue),
  });
  return { queue, params, world: { queues: () => queues } };
}

async function quarantined(params: Params, world: World) {
  const result = await queueQuarantine.run(params, world, attempt(), live());
  if (!result.ok) throw new Error(result.failure.message);
  return result.output;
}

async function undo(params: Params, output: Awaited<ReturnType<typeof quarantined>>, world: World) {
  if (queueQuarantine.undo.is !== "possible") throw new Error("it has an undo");
  return queueQuarantine.undo.run(params, output, world, attempt(), live());
}

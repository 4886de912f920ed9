import { describe, expect, test } from "vitest";
import { queueJobs } from "../../../src/steps/queue/jobs.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis } from "../redis/world.ts";
import { fail, openRealQueue, watchedQueues, work } from "./world.ts";

const redis = useRedis();
const params = queueJobs.params.parse({ connection: "maestro-queues", queue: "tasks" });

describe("queue.jobs", () => {
  exerciseStepKind(queueJobs, {
    filled: { connection: "maestro-queues", queue: "tasks", reason: "Task # has no handler" },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      await openRealQueue(redis(), given.queue).add("task", {});
      const { queues } = watchedQueues(connection);
      const heard: unknown[] = [];
      return {
        needs: {
          queues: () => ({
            ...queues,
            jobs: async (queue, wanted, signal) => {
              const answer = await queues.jobs(queue, wanted, signal);
              if (answer.is === "answered") heard.push({ ...given, queue, reason: wanted.reason });
              return answer;
            },
          }),
        },
        received: () => heard,
        done: () => [],
      };
    },
  });

  test("lists failed jobs as other steps take them, with names of their data and no values", async () => {
    const { queue, world } = await arranged();
    await queue.add("import", { user: "ada", token: "hunter2" });
    await work(redis(), 1, fail);

    const result = await queueJobs.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        jobs: [
          {
            id: "1",
            name: "import",
            attempts: 1,
            reason: "Task # has no handler",
            failed_alike: 1,
            data_fields: ["user", "token"],
            data_bytes: 32,
          },
        ],
        failed: [{ id: "1", failed_at: expect.any(Number) }],
        complete: true,
      },
    });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  test("finds poison: jobs that end in the same way again and again", async () => {
    const { queue, world } = await arranged();
    await queue.add("poison", {}, { attempts: 3 });
    await queue.add("unlucky", {}, { attempts: 3 });
    await work(redis(), 6, async (job) => {
      const isPoison = job.name === "poison";
      throw new Error(isPoison ? "Cannot read row 7" : LUCK[job.attemptsMade]);
    });

    const result = await queueJobs.run({ ...params, failed_alike: 3 }, world, attempt(), live());

    expect(result).toMatchObject({ output: { jobs: [{ name: "poison", failed_alike: 3 }] } });
  });

  test("lists only jobs that failed for the reason that was asked for", async () => {
    const { queue, world } = await arranged();
    for (const name of ["a", "b", "a"]) await queue.add(name, {});
    await work(redis(), 3, async (job) => {
      throw new Error(`No ${job.name} for 12 seconds`);
    });

    const wanted = { ...params, reason: "No a for # seconds" };
    const result = await queueJobs.run(wanted, world, attempt(), live());

    expect(result).toMatchObject({
      output: { jobs: [{ name: "a" }, { name: "a" }], looked_at: 3 },
    });
  });

  test("lists those next in line first, and says when there are others", async () => {
    const { queue, world } = await arranged();
    for (const each of [1, 2, 3]) await queue.add("task", { each });

    const wanted = { ...params, state: "waiting" as const, max: 2 };
    const result = await queueJobs.run(wanted, world, attempt(), live());

    expect(result).toMatchObject({
      output: { jobs: [{ id: "1" }, { id: "2" }], failed: [], complete: false },
    });
  });

  test("does not bring large data here just to name its fields", async () => {
    const { queue, world } = await arranged();
    await queue.add("task", { large: "x".repeat(70_000) });

    const wanted = { ...params, state: "waiting" as const };
    const result = await queueJobs.run(wanted, world, attempt(), live());

    expect(result).toMatchObject({ output: { jobs: [{ data_fields: [], data_bytes: 70_012 }] } });
  });
});

const LUCK = ["No disk", "No network", "No time"];

async function arranged() {
  const { queues } = watchedQueues(await redis().open());
  const queue = openRealQueue(redis());
  return { queue, world: { queues: () => queues } };
}

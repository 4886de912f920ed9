import { type Job, Queue, UnrecoverableError, Worker } from "bullmq";
import { onTestFinished } from "vitest";
import type { RedisConnection } from "../../../src/integrations/redis-keys/connection/open.ts";
import { openJobQueues } from "../../../src/integrations/redis-keys/queues/open-job-queues.ts";
import type { JobQueues } from "../../../src/ports/job-queue.ts";
import type { RedisWorld } from "../redis/world.ts";

export const PREFIX = "maestro";

/** A queue of the real BullMQ, as its owners use it. */
export function openRealQueue({ url }: RedisWorld, name = "tasks"): Queue {
  const queue = new Queue(name, { prefix: PREFIX, connection: { path: url } });
  onTestFinished(async () => queue.close());
  return queue;
}

/** Works until so many jobs have come to an end, and then stops. */
export async function work(
  { url }: RedisWorld,
  count: number,
  handle: (job: Job) => Promise<unknown>,
  name = "tasks",
): Promise<void> {
  const connection = { path: url, maxRetriesPerRequest: null };
  const metrics = { maxDataPoints: 60 };
  const worker = new Worker(name, handle, { prefix: PREFIX, connection, metrics });
  const { promise, resolve } = Promise.withResolvers<void>();
  let ended = 0;
  const end = (): void => {
    ended += 1;
    if (ended === count) resolve();
  };
  worker.on("completed", end).on("failed", end);
  await promise;
  await worker.close();
}

export async function fail(job: Job): Promise<never> {
  await Promise.resolve();
  throw new UnrecoverableError(`Task ${job.id ?? ""} has no handler`);
}

/** Jobs that failed, as they were seen afterwards. */
export async function failedJobs(queue: Queue) {
  const jobs = await queue.getFailed();
  return jobs.map(({ id = "", finishedOn = 0 }) => ({ id, failed_at: finishedOn }));
}

/** A failed job of any id at all, written as BullMQ keeps it. */
export async function writeFailedJob(
  { client }: RedisWorld,
  queue: string,
  { id, failed_at }: { readonly id: string; readonly failed_at: number },
): Promise<void> {
  const key = `${PREFIX}:${queue}`;
  await client.hset(`${key}:meta`, "opts.maxLenEvents", 10_000);
  await client.hset(`${key}:${id}`, {
    name: "task",
    data: '{"secret":"hunter2"}',
    opts: "{}",
    timestamp: failed_at - 1_000,
    atm: 1,
    finishedOn: failed_at,
    failedReason: "boom",
  });
  await client.zadd(`${key}:failed`, failed_at, id);
}

/** Queues that remember which of them answered, and what they did. */
export function watchedQueues(connection: RedisConnection) {
  const queues = openJobQueues(connection, PREFIX);
  const asked: string[] = [];
  const moves: { queue: string; moved: { id: string; failed_at: number }[] }[] = [];
  const pauses: { queue: string; paused: boolean }[] = [];
  const watched: JobQueues = {
    ...queues,
    stats: async (queue, signal) => {
      const answer = await queues.stats(queue, signal);
      if (answer.is === "answered") asked.push(queue);
      return answer;
    },
    setPaused: async (queue, paused, effect, signal) => {
      const answer = await queues.setPaused(queue, paused, effect, signal);
      if (answer.is === "answered") pauses.push({ queue, paused });
      return answer;
    },
    move: async (queue, jobs, move, effect, signal) => {
      const answer = await queues.move(queue, jobs, move, effect, signal);
      if (answer.is === "answered") {
        const moved = jobs.filter((_job, index) => answer.value[index] === "moved");
        moves.push({
          queue,
          moved: moved.map(({ id, failedAt }) => ({ id, failed_at: failedAt })),
        });
      }
      return answer;
    },
  };
  return { queues: watched, asked, moves, pauses };
}

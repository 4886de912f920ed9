import type { JobQueues, QueueAnswer } from "../../../ports/job-queue.ts";
import type { RedisConnection } from "../connection/open.ts";
import { listJobs } from "./list-jobs.ts";
import { inspectJobs, retryJobs, transferJobs } from "./move-jobs.ts";
import { exists, type OpenedQueue, withQueue } from "./open-queue.ts";
import { readStats } from "./read-stats.ts";
import { setPaused } from "./set-paused.ts";

/** The BullMQ queues under one prefix of one Redis. */
export function openJobQueues({ ask }: Pick<RedisConnection, "ask">, prefix: string): JobQueues {
  async function use<Value>(
    name: string,
    signal: AbortSignal,
    work: (opened: OpenedQueue) => Promise<Value>,
  ): Promise<QueueAnswer<Value>> {
    const answer = await ask(
      async (client) =>
        withQueue(client, { prefix, name }, async (opened) =>
          (await exists(opened)) ? { value: await work(opened) } : undefined,
        ),
      signal,
    );
    if (answer.is !== "answered") return answer;
    return answer.value === undefined
      ? { is: "no_such_queue" }
      : { is: "answered", value: answer.value.value };
  }

  return {
    stats: async (queue, signal) => use(queue, signal, async (opened) => readStats(opened, signal)),
    jobs: async (queue, wanted, signal) =>
      use(queue, signal, async (opened) => listJobs(opened, wanted, signal)),
    inspect: async (queue, jobs, signal) =>
      use(queue, signal, async (opened) => inspectJobs(opened, jobs, signal)),
    setPaused: async (queue, isPaused, effect, signal) =>
      use(queue, signal, async (opened) => setPaused(opened, isPaused, effect)),
    move: async (queue, jobs, move, effect, signal) =>
      use(queue, signal, async (opened) => {
        if (move === "to_work") return retryJobs(opened, jobs, effect, signal);
        const aside = { prefix, name: quarantineOf(queue) };
        return withQueue(opened.client, aside, async (quarantine) => {
          const way =
            move === "to_quarantine"
              ? { from: opened, to: quarantine }
              : { from: quarantine, to: opened };
          return transferJobs(way, jobs, effect, signal);
        });
      }),
  };
}

/** A queue like any other, so that every tool that shows queues shows this one. */
function quarantineOf(queue: string): string {
  return `${queue}.quarantine`;
}

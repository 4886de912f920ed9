import { z } from "zod";
import { connection, value } from "../../model/fields.ts";
import type { JobQueues } from "../../ports/job-queue.ts";

export interface QueueNeeds {
  readonly queues: (connection: string) => JobQueues;
}

/** Which queue is meant. */
export const queueParams = {
  connection: connection("queue").describe(
    "Where the queue lives, by its name in connections.yaml.",
  ),
  queue: value(200)
    .min(1, "must not be empty")
    .regex(
      /^[^:]*$/,
      "must be the name of a queue without its prefix, and BullMQ allows no : in it",
    )
    .refine((name) => name.isWellFormed(), "must be valid Unicode text")
    .describe("The name of the BullMQ queue, without the prefix."),
};

const jobId = () =>
  value(500)
    .min(1, "must not be empty")
    .refine((id) => id.isWellFormed(), "must be valid Unicode text");

/** Failed jobs as `queue.jobs` lists them. */
export const failedJobs = () =>
  z
    .array(
      z.object({
        id: jobId().describe("The job's id."),
        failed_at: z
          .int()
          .min(0)
          .describe("When it had failed; a job that failed again since is left alone."),
      }),
    )
    .min(1)
    .max(1_000)
    .refine(
      (jobs) => new Set(jobs.map(({ id }) => id)).size === jobs.length,
      "must name each job once",
    );

export interface NamedQueue {
  readonly connection: string;
  readonly queue: string;
}

export function queueTarget({ connection, queue }: NamedQueue): string {
  return `queue/${connection}/${queue}`;
}

export function queueWords({ connection, queue }: NamedQueue): string {
  return `the queue ${JSON.stringify(queue)} of ${connection}`;
}

export function countOfJobs(count: number): string {
  return count === 1 ? "1 job" : `${count} jobs`;
}

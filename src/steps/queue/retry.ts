import { z } from "zod";
import type { StepKind } from "../step-kind.ts";
import { JobFates } from "./job-fates.ts";
import { planMove, runMove } from "./move.ts";
import {
  countOfJobs,
  failedJobs,
  type QueueNeeds,
  queueParams,
  queueTarget,
  queueWords,
} from "./queue-params.ts";

const Params = z.strictObject({
  ...queueParams,
  jobs: failedJobs().describe("The failed jobs, such as `failed` of a `queue.jobs` step."),
});
type Params = z.infer<typeof Params>;

/** Puts failed jobs back to work, each only if it has not failed once more since it was seen. */
export const queueRetry: StepKind<Params, JobFates, QueueNeeds> = {
  kind: "queue.retry",
  carrier: "step",
  major: 1,
  summary: "Puts failed jobs of a BullMQ queue back to work.",
  effect: "idempotent",
  params: Params,
  output: JobFates,
  timeout: "1m",
  example: {
    connection: "maestro-queues",
    queue: "tasks",
    jobs: [{ id: "1842", failed_at: 1_767_225_600_000 }],
  },
  describe: (params) =>
    `Put ${countOfJobs(params.jobs.length)} of ${queueWords(params)} back to work`,
  targets: (params) => [queueTarget(params)],
  // Each job is compared once more when it is moved, so one that has changed by then stays.
  material: [],
  plan: async (params, needs, signal) =>
    planMove(params, `${queueRetry.describe(params)}.`, needs, signal),
  run: async (params, needs, attempt, signal) =>
    runMove({ params, move: "to_work", done: "Put back to work" }, needs, attempt, signal),
  undo: { is: "impossible", because: "a job that was tried again has already done what it does" },
};

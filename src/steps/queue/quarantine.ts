import { z } from "zod";
import { type Attempt, failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { queueFailure } from "./failures.ts";
import { failedJobsOf, JobFates, sortFates } from "./job-fates.ts";
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
  jobs: failedJobs().describe(
    "The poison jobs, such as `failed` of a `queue.jobs` step with `failed_alike`.",
  ),
});
type Params = z.infer<typeof Params>;

/**
 * Moves poison jobs out of the way, and keeps them: with their data, log and history they become
 * failed jobs of a queue named `NAME.quarantine`, which no worker works on. A job that crashes its
 * workers ends up failed by itself, as BullMQ takes it from them only so often.
 */
export const queueQuarantine: StepKind<Params, JobFates, QueueNeeds> = {
  kind: "queue.quarantine",
  carrier: "step",
  major: 1,
  summary: "Moves poison jobs into the queue `NAME.quarantine`, where people can look at them.",
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
    `Move ${countOfJobs(params.jobs.length)} of ${queueWords(params)} into quarantine`,
  targets: (params) => [queueTarget(params)],
  // Each job is compared once more when it is moved, so one that has changed by then stays.
  material: [],
  plan: async (params, needs, signal) =>
    planMove(params, `${queueQuarantine.describe(params)}.`, needs, signal),
  run: async (params, needs, attempt, signal) =>
    runMove(
      { params, move: "to_quarantine", done: "Moved into quarantine" },
      needs,
      attempt,
      signal,
    ),
  undo: {
    is: "possible",
    describe: (params, { moved }) =>
      `Move ${countOfJobs(moved.length)} back into ${queueWords(params)}`,
    run: bringBack,
  },
};

async function bringBack(
  params: Params,
  { moved }: JobFates,
  { queues }: QueueNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<JobFates>> {
  const { connection, queue } = params;
  const jobs = failedJobsOf(moved);
  const answer = await queues(connection).move(
    queue,
    jobs,
    "from_quarantine",
    `${key}/undo`,
    signal,
  );
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const fates = sortFates(jobs, answer.value);
  if (fates.left.length > 0) {
    return failed({
      code: "E622",
      message: `${countOfJobs(fates.moved.length)} of ${jobs.length} went back into ${queueWords(params)}; the others are no longer in quarantine as they were left`,
      remedy: `Look at the queue ${queue}.quarantine, and bring back by hand what is missing.`,
      retry: "never",
    });
  }
  return succeeded(fates, `Moved ${countOfJobs(jobs.length)} back into ${queueWords(params)}.`);
}

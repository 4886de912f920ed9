import { z } from "zod";
import { value } from "../../model/fields.ts";
import type { JobsSeen, SeenJob } from "../../ports/job-queue.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { queueFailure } from "./failures.ts";
import { countOfJobs, type QueueNeeds, queueParams, queueWords } from "./queue-params.ts";

const Params = z.strictObject({
  ...queueParams,
  state: z
    .enum([
      "waiting",
      "active",
      "delayed",
      "prioritized",
      "waiting-children",
      "failed",
      "completed",
    ])
    .describe("Which jobs are listed.")
    .default("failed"),
  reason: value(300)
    .describe("Only jobs that failed so, as `reasons` of a `queue.stats` step words it.")
    .optional(),
  failed_alike: z
    .int()
    .min(0)
    .max(1_000)
    .describe("Only jobs whose last tries, this many at least, ended in the same way.")
    .default(0),
  max: z.int().min(1).max(1_000).describe("How many jobs are listed.").default(100),
  look_at_most: z
    .int()
    .min(1)
    .max(100_000)
    .describe("How many jobs of this state are looked at.")
    .default(10_000),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  jobs: z
    .array(
      z.strictObject({
        id: z.string().describe("The job's id."),
        name: z.string().describe("The job's name."),
        attempts: z.int().describe("How often it was tried."),
        stalled: z.int().describe("How often its worker stopped answering for it."),
        age_seconds: z.int().describe("Since it was added."),
        failed_at: z
          .int()
          .describe("When it failed, in epoch milliseconds; left out for one that did not.")
          .optional(),
        reason: z
          .string()
          .describe("First line of its last failure, with # for numbers and ids.")
          .optional(),
        failed_alike: z.int().describe("How many of its last tries ended in the same way."),
        data_fields: z
          .array(z.string())
          .describe("Names of the fields of its data; values are never read out."),
        data_bytes: z.int().describe("Size of its data."),
      }),
    )
    .describe("Jobs that are next in line first; finished ones the newest first."),
  failed: z
    .array(
      z.strictObject({
        id: z.string().describe("The job's id."),
        failed_at: z.int().describe("When it failed, in epoch milliseconds."),
      }),
    )
    .describe("Those that failed, as `queue.retry` and `queue.quarantine` take them."),
  looked_at: z.int().describe("How many jobs of this state were looked at."),
  complete: z.boolean().describe("Whether there are surely no others."),
});
type Output = z.infer<typeof Output>;

export const queueJobs: StepKind<Params, Output, QueueNeeds> = {
  kind: "queue.jobs",
  carrier: "step",
  major: 1,
  summary: "Lists jobs of a BullMQ queue: how often each was tried, and why it failed.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "maestro-queues", queue: "tasks", state: "failed", failed_alike: 3 },
  describe: (params) => `List ${params.state} jobs of ${queueWords(params)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${queueJobs.describe(params)}.` },
  }),
  run: list,
  undo: { is: "unneeded" },
};

async function list(
  params: Params,
  { queues }: QueueNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { connection, queue, state, reason, failed_alike: failedAlike, max } = params;
  const wanted = { state, failedAlike, max, lookAtMost: params.look_at_most };
  const answer = await queues(connection).jobs(
    queue,
    reason === undefined ? wanted : { ...wanted, reason },
    signal,
  );
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const output = outputOf(answer.value, params);
  const more = output.complete ? "" : ", and there may be others";
  return succeeded(
    output,
    `Found ${countOfJobs(output.jobs.length)} among ${output.looked_at} ${state} jobs of ${queueWords(params)}${more}.`,
  );
}

function outputOf({ jobs, lookedAt, isComplete }: JobsSeen, { state }: Params): Output {
  const failedOnes = state === "failed" ? jobs : [];
  return {
    jobs: jobs.map(asSeen),
    failed: failedOnes.flatMap(({ id, failedAt }) =>
      failedAt === undefined ? [] : [{ id, failed_at: failedAt }],
    ),
    looked_at: lookedAt,
    complete: isComplete,
  };
}

function asSeen(job: SeenJob): Output["jobs"][number] {
  const { id, name, attempts, stalled, failedAt, reason } = job;
  return {
    id,
    name,
    attempts,
    stalled,
    age_seconds: job.ageSeconds,
    ...(failedAt !== undefined && { failed_at: failedAt }),
    ...(reason !== undefined && { reason }),
    failed_alike: job.failedAlike,
    data_fields: [...job.dataFields],
    data_bytes: job.dataBytes,
  };
}

import { z } from "zod";
import type { QueueStats } from "../../ports/job-queue.ts";
import { failed, type StepKind, type StepResult, succeeded } from "../step-kind.ts";
import { queueFailure } from "./failures.ts";
import { type QueueNeeds, queueParams, queueWords } from "./queue-params.ts";

const Params = z.strictObject(queueParams);
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  waiting: z.int().describe("Jobs that wait for a worker, without those with a priority."),
  prioritized: z.int().describe("Jobs with a priority that wait for a worker."),
  active: z.int().describe("Jobs that a worker has taken."),
  delayed: z.int().describe("Jobs that wait for their time."),
  waiting_children: z.int().describe("Jobs that wait for other jobs."),
  failed: z.int().describe("Jobs that failed for good and are kept."),
  completed: z.int().describe("Jobs that are done and kept."),
  stalled: z
    .int()
    .describe("Active jobs whose worker no longer answers for them; of 1,000 looked at."),
  paused: z.boolean().describe("Whether workers begin nothing new."),
  workers: z.int().describe("Connected workers; left out where Redis does not tell.").optional(),
  oldest_waiting_seconds: z
    .int()
    .describe("Age of the job that is next in line; left out when none waits.")
    .optional(),
  completed_per_minute: z
    .number()
    .describe("Over the last five minutes; left out when no worker keeps metrics.")
    .optional(),
  reasons: z
    .array(
      z.strictObject({
        reason: z.string().describe("First line of the failure, with # for numbers and ids."),
        count: z.int().describe("How many jobs failed so."),
        example: z.string().describe("The id of one of them."),
      }),
    )
    .describe("Why jobs failed, the most frequent first."),
  failed_looked_at: z.int().describe("How many failed jobs `reasons` speaks of: the newest."),
});
type Output = z.infer<typeof Output>;

export const queueStats: StepKind<Params, Output, QueueNeeds> = {
  kind: "queue.stats",
  carrier: "step",
  major: 1,
  summary: "Reads how a BullMQ queue is: its jobs by state, its workers, and why jobs fail.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "30s",
  example: { connection: "maestro-queues", queue: "tasks" },
  describe: (params) => `Read how ${queueWords(params)} is`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${queueStats.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  params: Params,
  { queues }: QueueNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const answer = await queues(params.connection).stats(params.queue, signal);
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const output = outputOf(answer.value);
  const { waiting, active, failed: broken, paused } = output;
  const state = paused ? "is paused; it has" : "has";
  return succeeded(
    output,
    `Read that ${queueWords(params)} ${state} ${waiting} waiting, ${active} active and ${broken} failed jobs.`,
  );
}

function outputOf(stats: QueueStats): Output {
  const { counts, workers, oldestWaitingSeconds, completedPerMinute } = stats;
  return {
    waiting: counts.waiting,
    prioritized: counts.prioritized,
    active: counts.active,
    delayed: counts.delayed,
    waiting_children: counts["waiting-children"],
    failed: counts.failed,
    completed: counts.completed,
    stalled: stats.stalled,
    paused: stats.isPaused,
    ...(workers !== undefined && { workers }),
    ...(oldestWaitingSeconds !== undefined && { oldest_waiting_seconds: oldestWaitingSeconds }),
    ...(completedPerMinute !== undefined && { completed_per_minute: completedPerMinute }),
    reasons: [...stats.reasons],
    failed_looked_at: stats.failedLookedAt,
  };
}

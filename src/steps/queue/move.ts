import type { JobMove } from "../../ports/job-queue.ts";
import { type Attempt, failed, type PlanResult, type StepResult, succeeded } from "../step-kind.ts";
import { noneMoved, queueFailure } from "./failures.ts";
import { failedJobsOf, type JobFates, sortFates } from "./job-fates.ts";
import { countOfJobs, type NamedQueue, type QueueNeeds, queueWords } from "./queue-params.ts";

export interface JobsToMove extends NamedQueue {
  readonly jobs: readonly { readonly id: string; readonly failed_at: number }[];
}

/** Which of the jobs would move, going by how they stand now. */
export async function planMove(
  params: JobsToMove,
  sentence: string,
  { queues }: QueueNeeds,
  signal: AbortSignal,
): Promise<PlanResult> {
  const jobs = failedJobsOf(params.jobs);
  const answer = await queues(params.connection).inspect(params.queue, jobs, signal);
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const { moved, left } = sortFates(jobs, answer.value);
  const before = { failed: moved.map(({ id }) => id), left };
  return { ok: true, plan: { before, after: { moved: moved.map(({ id }) => id) }, sentence } };
}

export interface Moving {
  readonly params: JobsToMove;
  readonly move: Exclude<JobMove, "from_quarantine">;
  /** "Put back to work" */
  readonly done: string;
}

export async function runMove(
  { params, move, done }: Moving,
  { queues }: QueueNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<JobFates>> {
  const jobs = failedJobsOf(params.jobs);
  const { connection, queue } = params;
  const answer = await queues(connection).move(queue, jobs, move, key, signal);
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const fates = sortFates(jobs, answer.value);
  const { moved, left } = fates;
  if (moved.length === 0) return failed(noneMoved(jobs.length, params));
  const others = left.length === 0 ? "" : `; ${left.length} stay where they are`;
  return succeeded(
    fates,
    `${done}: ${countOfJobs(moved.length)} of ${queueWords(params)}${others}.`,
  );
}

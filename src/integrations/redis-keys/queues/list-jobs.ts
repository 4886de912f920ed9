import type { JobsSeen, SeenJob, WantedJobs } from "../../../ports/job-queue.ts";
import { nowOf, type OpenedQueue } from "./open-queue.ts";
import { readJobs } from "./read-jobs.ts";

/** Those next in line first; of finished ones the newest first. */
export async function listJobs(
  { client, queue, keyOf }: OpenedQueue,
  wanted: WantedJobs,
  signal: AbortSignal,
): Promise<JobsSeen> {
  const { state, max, lookAtMost } = wanted;
  const isNextFirst = state !== "failed" && state !== "completed";
  const now = await nowOf(client);
  const jobs: SeenJob[] = [];
  let lookedAt = 0;
  let isAtEnd = false;
  while (!isAtEnd && lookedAt < lookAtMost && jobs.length <= max) {
    signal.throwIfAborted();
    const ids = await queue.getRanges([state], lookedAt, lookedAt + PIECE - 1, isNextFirst);
    const seen = await readJobs(client, { ids, keyOf, now }, signal);
    jobs.push(...seen.filter((job) => isWanted(job, wanted)));
    lookedAt += ids.length;
    isAtEnd = ids.length < PIECE;
  }
  return { jobs: jobs.slice(0, max), lookedAt, isComplete: isAtEnd && jobs.length <= max };
}

const PIECE = 200;

function isWanted(job: SeenJob, { reason, failedAlike }: WantedJobs): boolean {
  return (reason === undefined || job.reason === reason) && job.failedAlike >= failedAlike;
}

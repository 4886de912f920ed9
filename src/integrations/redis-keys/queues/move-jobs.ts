import type { FailedJob, JobFate } from "../../../ports/job-queue.ts";
import { inBatches } from "../connection/pipeline.ts";
import { RECEIPT_SECONDS, receiptOf } from "../connection/receipt.ts";
import type { OpenedQueue } from "./open-queue.ts";
import { CLAIM, INSPECT, TRANSFER } from "./move-scripts.ts";

/** How failed jobs stand now, compared with when they were seen. */
export async function inspectJobs(
  opened: OpenedQueue,
  jobs: readonly FailedJob[],
  signal: AbortSignal,
): Promise<readonly JobFate[]> {
  const fates: JobFate[] = [];
  for (const batch of inBatches(jobs, signal)) {
    const keys = [opened.keyOf("failed"), ...batch.map(({ id }) => opened.keyOf(id))];
    fates.push(...(await runOver(opened, INSPECT, keys, factsOf(batch))));
  }
  return fates;
}

/** BullMQ itself puts each job back to work; that it is still the one that was seen is looked at just before. */
export async function retryJobs(
  opened: OpenedQueue,
  jobs: readonly FailedJob[],
  effect: string,
  signal: AbortSignal,
): Promise<readonly JobFate[]> {
  const fates: JobFate[] = [];
  for (const batch of inBatches(jobs, signal)) {
    const { keyOf } = opened;
    const keys = [keyOf("failed"), receiptOf(effect), ...batch.map(({ id }) => keyOf(id))];
    const claimed = await runOver(opened, CLAIM, keys, [RECEIPT_SECONDS, ...factsOf(batch)]);
    const due = batch.filter((_job, index) => claimed[index] === "as_seen");
    await Promise.all(due.map(async ({ id }) => retry(opened, id)));
    fates.push(...claimed.map((fate) => (fate === "as_seen" ? "moved" : fate)));
  }
  return fates;
}

async function retry({ queue }: OpenedQueue, id: string): Promise<void> {
  const job = await queue.getJob(id);
  try {
    await job?.retry("failed");
  } catch (error) {
    // Somebody else was quicker, with the same result.
    const isDone = error instanceof Error && "code" in error && IS_NO_LONGER_FAILED.has(error.code);
    if (!isDone) throw error;
  }
}

const IS_NO_LONGER_FAILED: ReadonlySet<unknown> = new Set([-1, -3]);

/**
 * Moves failed jobs with all that belongs to them from one queue to another, each in one go. What
 * arrives is failed there as well, so that no worker takes it up and everybody can read it.
 */
export async function transferJobs(
  { from, to }: { readonly from: OpenedQueue; readonly to: OpenedQueue },
  jobs: readonly FailedJob[],
  effect: string,
  signal: AbortSignal,
): Promise<readonly JobFate[]> {
  const fates: JobFate[] = [];
  for (const batch of inBatches(jobs, signal)) {
    const keys = [
      from.keyOf("failed"),
      receiptOf(effect),
      to.keyOf("failed"),
      to.keyOf("meta"),
      from.keyOf("events"),
      ...batch.flatMap(({ id }) =>
        PARTS.flatMap((part) => [from.keyOf(id + part), to.keyOf(id + part)]),
      ),
    ];
    fates.push(...(await runOver(from, TRANSFER, keys, [RECEIPT_SECONDS, ...factsOf(batch)])));
  }
  return fates;
}

/** A job's record and its log; jobs with more than that belong to a flow and are not moved. */
const PARTS = ["", ":logs", ":dependencies"];

function factsOf(jobs: readonly FailedJob[]): readonly (string | number)[] {
  return jobs.flatMap(({ id, failedAt }) => [id, failedAt]);
}

async function runOver(
  { client }: OpenedQueue,
  script: string,
  keys: readonly string[],
  values: readonly (string | number)[],
): Promise<readonly JobFate[]> {
  return (await client.eval(script, keys.length, ...keys, ...values)) as JobFate[];
}

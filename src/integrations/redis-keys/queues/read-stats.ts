import type { JobState, QueueStats } from "../../../ports/job-queue.ts";
import { type Command, sendAll } from "../connection/pipeline.ts";
import { nowOf, type OpenedQueue } from "./open-queue.ts";
import { reasonOf } from "./reason.ts";

export async function readStats(opened: OpenedQueue, signal: AbortSignal): Promise<QueueStats> {
  const { queue } = opened;
  const found = await queue.getJobCounts(...STATES);
  const counts = Object.fromEntries(STATES.map((state) => [state, found[state] ?? 0]));
  return {
    counts: counts as Record<JobState, number>, // made from all states
    isPaused: await queue.isPaused(),
    stalled: await countStalled(opened, signal),
    ...(await workersOf(opened)),
    ...(await oldestOf(opened)),
    ...(await rateOf(opened)),
    ...(await reasonsOf(opened, signal)),
  };
}

const STATES: readonly JobState[] = [
  "waiting",
  "active",
  "delayed",
  "prioritized",
  "waiting-children",
  "failed",
  "completed",
];

/** A worker renews its hold on a job for as long as it works on it. */
async function countStalled(
  { client, queue, keyOf }: OpenedQueue,
  signal: AbortSignal,
): Promise<number> {
  const active = await queue.getRanges(["active"], 0, MOST - 1, true);
  const held = await sendAll(
    client,
    active.map((id): Command => ["exists", keyOf(`${id}:lock`)]),
    signal,
  );
  return held.filter((isHeld) => isHeld === 0).length;
}

const MOST = 1_000;

/** Some servers do not tell who is connected, and some users may not ask. */
async function workersOf({ queue }: OpenedQueue): Promise<Pick<QueueStats, "workers">> {
  try {
    const workers = await queue.getWorkers();
    return workers.some(({ name }) => name?.startsWith("GCP ")) ? {} : { workers: workers.length };
  } catch (error) {
    if (error instanceof Error && error.message.includes("NOPERM")) return {};
    throw error;
  }
}

async function oldestOf({
  client,
  queue,
  keyOf,
}: OpenedQueue): Promise<Pick<QueueStats, "oldestWaitingSeconds">> {
  const [id] = await queue.getRanges(["waiting"], 0, 0, true);
  const created = id === undefined ? null : await client.hget(keyOf(id), "timestamp");
  if (created === null) return {};
  const age = (await nowOf(client)) - Number(created);
  return { oldestWaitingSeconds: Math.max(0, Math.round(age / 1_000)) };
}

/** BullMQ counts whole minutes, the newest first. */
async function rateOf({ queue }: OpenedQueue): Promise<Pick<QueueStats, "completedPerMinute">> {
  const { data } = await queue.getMetrics("completed", 0, MINUTES - 1);
  if (data.length === 0) return {};
  return { completedPerMinute: data.reduce((sum, count) => sum + count, 0) / data.length };
}

const MINUTES = 5;

async function reasonsOf(
  { client, queue, keyOf }: OpenedQueue,
  signal: AbortSignal,
): Promise<Pick<QueueStats, "reasons" | "failedLookedAt">> {
  const ids = await queue.getRanges(["failed"], 0, MOST - 1, false);
  const failures = (await sendAll(
    client,
    ids.map((id): Command => ["hget", keyOf(id), "failedReason"]),
    signal,
  )) as readonly (string | null)[];
  const groups = new Map<string, { count: number; example: string }>();
  for (const [index, id] of ids.entries()) {
    const reason = reasonOf(failures[index] ?? "");
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, { count: 1, example: id });
    else group.count += 1;
  }
  const reasons = [...groups].map(([reason, group]) => ({ reason, ...group }));
  return {
    reasons: reasons.toSorted((a, b) => b.count - a.count).slice(0, MOST_REASONS),
    failedLookedAt: ids.length,
  };
}

const MOST_REASONS = 20;

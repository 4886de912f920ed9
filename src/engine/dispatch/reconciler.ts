import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { DueRun, RunStore } from "../../ports/run-store.ts";

export interface Reconciler {
  readonly stop: () => void;
  readonly health: () => ReconcilerHealth;
}

export interface ReconcilerHealth {
  /** Time since the latest scan that worked, or since the start before there was one. */
  readonly scanAgeMs: number;
  /** How long the oldest run that the latest scan found had been due; null when it found none. */
  readonly oldestDueMs: number | null;
  /** Wakes that did not bring anybody in time: their hint was lost, or nobody was free. */
  readonly redispatched: number;
}

export interface Reconciliation {
  readonly store: Pick<RunStore, "due">;
  /** Versions whose runs are for others to find, by their hashes. Asked anew for each scan. */
  readonly strange: () => Promise<readonly string[]>;
  /** Must reach a worker even when the dispatcher that others use does not. */
  readonly wake: Dispatcher["wake"];
  readonly clock: Clock;
  readonly onFailedScan: (error: unknown) => void;
  /** Asked anew for each scan. */
  readonly pace: () => Pace;
  /** Runs that one scan wakes at most. */
  readonly limit: number;
}

export interface Pace {
  /** Between two scans. */
  readonly everyMs: number;
  /** How long a run may be due before its wake counts as lost. */
  readonly graceMs: number;
}

/** Finds the runs that are due and that nobody works on, whatever became of their wakes. */
export function startReconciler(reconciliation: Reconciliation): Reconciler {
  const { store, strange, wake, clock, onFailedScan, pace, limit } = reconciliation;
  let cancel: Cancel | undefined;
  let isStopped = false;
  let latestAt = clock.monotonic();
  let oldestDueMs: number | null = null;
  let found: ReadonlySet<string> = new Set();
  let redispatched = 0;

  async function scan(): Promise<void> {
    const due = await store.due(limit, pace().graceMs, await strange());
    latestAt = clock.monotonic();
    oldestDueMs = oldestOf(due, clock.now());
    if (isStopped) return;
    for (const { run, wakeSeq, priority, epoch } of due) wake(run, wakeSeq, { priority, epoch });
    const wakes = due.map(wakeOf);
    // What still waits since the scan before was counted there.
    redispatched += wakes.filter((one) => !found.has(one)).length;
    found = new Set(wakes);
  }

  async function scanForEver(): Promise<void> {
    await scan().catch(onFailedScan);
    if (!isStopped) cancel = clock.after(pace().everyMs, () => void scanForEver());
  }

  void scanForEver();
  return {
    stop: () => {
      isStopped = true;
      cancel?.();
    },
    health: () => ({ scanAgeMs: clock.monotonic() - latestAt, oldestDueMs, redispatched }),
  };
}

function wakeOf({ run, wakeSeq, epoch }: DueRun): string {
  return `${run} ${wakeSeq} ${epoch}`;
}

function oldestOf(due: readonly DueRun[], now: number): number | null {
  if (due.length === 0) return null;
  return Math.max(...due.map(({ dueAt }) => now - dueAt));
}

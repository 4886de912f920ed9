import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { DueRun, RunStore } from "../../ports/run-store.ts";

export interface Reconciler {
  readonly stop: () => void;
  readonly health: () => ReconcilerHealth;
}

export interface ReconcilerHealth {
  /** Time since the latest scan that worked; null before the first. */
  readonly scanAgeMs: number | null;
  /** How long the oldest run that the latest scan found had been due; null when it found none. */
  readonly oldestDueMs: number | null;
  /** Runs whose own wake did not bring anybody. A number that grows says that hints get lost. */
  readonly redispatched: number;
}

export interface Reconciliation {
  readonly store: Pick<RunStore, "due">;
  /** Must reach a worker even when the dispatcher that others use does not. */
  readonly wake: Dispatcher["wake"];
  readonly clock: Clock;
  readonly onFailedScan: (error: unknown) => void;
  /** Between two scans. */
  readonly everyMs: number;
  /** How long a run may be due before its wake counts as lost. */
  readonly graceMs: number;
  /** Runs that one scan wakes at most. */
  readonly limit: number;
}

/** Finds the runs that are due and that nobody works on, whatever became of their wakes. */
export function startReconciler(reconciliation: Reconciliation): Reconciler {
  const { store, wake, clock, onFailedScan, everyMs, graceMs, limit } = reconciliation;
  let cancel: Cancel | undefined;
  let isStopped = false;
  let latest: { readonly at: number; readonly oldestDueMs: number | null } | undefined;
  let redispatched = 0;

  async function scan(): Promise<void> {
    const due = await store.due(limit, graceMs);
    latest = { at: clock.monotonic(), oldestDueMs: oldestDue(due, clock.now()) };
    if (isStopped) return;
    for (const { run, wakeSeq, priority, epoch } of due) wake(run, wakeSeq, { priority, epoch });
    redispatched += due.length;
  }

  async function scanForEver(): Promise<void> {
    await scan().catch(onFailedScan);
    if (!isStopped) cancel = clock.after(everyMs, () => void scanForEver());
  }

  void scanForEver();
  return {
    stop: () => {
      isStopped = true;
      cancel?.();
    },
    health: () => ({
      scanAgeMs: latest === undefined ? null : clock.monotonic() - latest.at,
      oldestDueMs: latest?.oldestDueMs ?? null,
      redispatched,
    }),
  };
}

function oldestDue(due: readonly DueRun[], now: number): number | null {
  if (due.length === 0) return null;
  return Math.max(...due.map(({ dueAt }) => now - dueAt));
}

import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Dispatcher, WakeHandler } from "../../ports/dispatcher.ts";
import { waitAtMost } from "../wait-at-most.ts";
import { createQueue } from "./queue.ts";

interface Hint {
  readonly run: string;
  readonly wakeSeq: number;
  readonly priority: number;
  /** On the monotonic clock. */
  readonly at: number;
  /** How many came before it. */
  readonly place: number;
}

/** Two queues of hints and one timer. What the handler throws is its own affair, and is reported. */
export function dispatchInProcess(
  clock: Clock,
  onThrown: (error: unknown, run: string) => void,
): Dispatcher {
  const later = createQueue<Hint>((a, b) => a.at < b.at);
  const due = createQueue<Hint>(isMoreUrgent);
  /** Of each run with hints that are due, the one that says as much as all of them. */
  const saying = new Map<string, Hint>();
  let hints = 0;
  let receiver: { readonly handle: WakeHandler; readonly concurrency: number } | undefined;
  let cancelTimer: Cancel | undefined;
  let isClosed = false;
  const working = new Set<Promise<void>>();

  function handOut(): void {
    cancelTimer?.();
    if (receiver === undefined || isClosed) return;
    const now = clock.monotonic();
    letComeDue(now);
    const next = later.first();
    if (next !== undefined) cancelTimer = clock.after(next.at - now, handOut);
    while (working.size < receiver.concurrency) {
      const hint = due.take();
      if (hint === undefined) break;
      if (saying.get(hint.run) === hint) saying.delete(hint.run);
      give(hint, receiver.handle);
    }
  }

  function letComeDue(now: number): void {
    for (let hint = later.first(); hint !== undefined && hint.at <= now; hint = later.first()) {
      later.take();
      addDue(hint);
    }
  }

  function addDue(hint: Hint): void {
    const other = saying.get(hint.run);
    if (other !== undefined && saysAsMuch(other, hint)) return;
    const combined = other === undefined ? hint : combine(other, hint);
    saying.set(hint.run, combined);
    due.add(combined);
  }

  function give({ run, wakeSeq }: Hint, handle: WakeHandler): void {
    const handling = handle(run, wakeSeq)
      .catch((error: unknown) => onThrown(error, run))
      .finally(() => {
        working.delete(handling);
        handOut();
      });
    working.add(handling);
  }

  return {
    wake: (run, wakeSeq, { delayMs = 0, priority = 0 } = {}) => {
      if (isClosed) return;
      later.add({ run, wakeSeq, priority, at: clock.monotonic() + delayMs, place: hints++ });
      handOut();
    },
    onWake: (handle, { concurrency }) => {
      receiver = { handle, concurrency };
      handOut();
    },
    health: () => {
      letComeDue(clock.monotonic());
      return { isWell: !isClosed, waiting: due.size(), working: working.size };
    },
    close: async (graceMs) => {
      isClosed = true;
      cancelTimer?.();
      for (const queue of [later, due]) queue.clear();
      await waitAtMost(clock, graceMs, [...working]);
    },
  };
}

function isMoreUrgent(a: Hint, b: Hint): boolean {
  return a.priority === b.priority ? a.place < b.place : a.priority > b.priority;
}

function saysAsMuch(other: Hint, hint: Hint): boolean {
  return other.wakeSeq >= hint.wakeSeq && other.priority >= hint.priority;
}

function combine(other: Hint, hint: Hint): Hint {
  return {
    ...hint,
    wakeSeq: Math.max(other.wakeSeq, hint.wakeSeq),
    priority: Math.max(other.priority, hint.priority),
  };
}

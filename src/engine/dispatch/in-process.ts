import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Dispatcher, WakeHandler } from "../../ports/dispatcher.ts";
import { waitAtMost } from "../wait-at-most.ts";

interface Hint {
  readonly run: string;
  readonly wakeSeq: number;
  readonly priority: number;
  /** On the monotonic clock. */
  readonly at: number;
}

/** A list of hints and one timer. What the handler throws is its own affair, and is reported. */
export function dispatchInProcess(
  clock: Clock,
  onThrown: (error: unknown, run: string) => void,
): Dispatcher {
  let hints: readonly Hint[] = [];
  let receiver: { readonly handle: WakeHandler; readonly concurrency: number } | undefined;
  let cancelTimer: Cancel | undefined;
  let isClosed = false;
  const working = new Set<Promise<void>>();

  function handOut(): void {
    cancelTimer?.();
    if (receiver === undefined || isClosed) return;
    while (working.size < receiver.concurrency) {
      const hint = mostUrgent(hints, clock.monotonic());
      if (hint === undefined) break;
      hints = hints.filter((other) => other !== hint);
      give(hint, receiver.handle);
    }
    const next = firstAfter(hints, clock.monotonic());
    if (next !== undefined) cancelTimer = clock.after(next - clock.monotonic(), handOut);
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
      const now = clock.monotonic();
      const hint = { run, wakeSeq, priority, at: now + delayMs };
      if (isClosed || hints.some((other) => saysTheSame(other, hint, now))) return;
      hints = [...hints, hint];
      handOut();
    },
    onWake: (handle, { concurrency }) => {
      receiver = { handle, concurrency };
      handOut();
    },
    health: () => {
      const now = clock.monotonic();
      const waiting = hints.filter(({ at }) => at <= now).length;
      return { isWell: !isClosed, waiting, working: working.size };
    },
    close: async (graceMs) => {
      isClosed = true;
      cancelTimer?.();
      hints = [];
      await waitAtMost(clock, graceMs, [...working]);
    },
  };
}

/** One hint that is due stands for all others of its run, except for those with later news. */
function saysTheSame(other: Hint, hint: Hint, now: number): boolean {
  return (
    other.run === hint.run &&
    other.wakeSeq >= hint.wakeSeq &&
    other.priority >= hint.priority &&
    other.at <= now &&
    hint.at <= now
  );
}

function mostUrgent(hints: readonly Hint[], now: number): Hint | undefined {
  let best: Hint | undefined;
  for (const hint of hints) {
    if (hint.at > now) continue;
    if (best === undefined || hint.priority > best.priority) best = hint;
  }
  return best;
}

function firstAfter(hints: readonly Hint[], now: number): number | undefined {
  const times = hints.flatMap(({ at }) => (at > now ? [at] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}

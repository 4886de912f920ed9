import { sleep } from "../../engine/sleep.ts";
import type { Clock } from "../../ports/clock.ts";

export interface Watching<Seen> {
  readonly look: () => Promise<Seen>;
  readonly onSeen: (seen: Seen) => void;
  readonly clock: Clock;
  /** Before each look. */
  readonly pauseMs: number;
}

export interface Watch {
  readonly onBroken: () => void;
  /** Whether whoever answers now has been looked at. */
  readonly isSure: () => boolean;
  readonly stop: () => void;
}

/** When a connection breaks, whoever answers next may be another server. Looks until one answers. */
export function watchIdentity<Seen>({ look, onSeen, clock, pauseMs }: Watching<Seen>): Watch {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isLooking = false;
  let isSure = true;

  async function lookUntilSeen(): Promise<void> {
    while (!signal.aborted) {
      await sleep(clock, pauseMs, signal);
      const seen = signal.aborted ? undefined : await look().catch(() => undefined);
      if (seen === undefined) continue;
      isSure = true;
      return onSeen(seen);
    }
  }

  return {
    isSure: () => isSure,
    onBroken: () => {
      isSure = false;
      if (isLooking) return;
      isLooking = true;
      void lookUntilSeen().finally(() => {
        isLooking = false;
      });
    },
    stop: () => stopping.abort(),
  };
}

import { sleep } from "../../../engine/sleep.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { RunStore } from "../../../ports/run-store.ts";

/** Lets those who follow a run know that there may be something new. */
export interface Bell {
  readonly ring: (run: string) => void;
  /** Whoever wants to miss nothing listens first, then looks, and then waits. */
  readonly listen: (run: string) => Listening;
}

export interface Listening {
  /** Until the bell rings, for so long at most, or until the signal says so. */
  readonly wait: (atMostMs: number, signal: AbortSignal) => Promise<void>;
  readonly stop: () => void;
}

export function hangBell(clock: Clock): Bell {
  const listeners = new Map<string, Set<() => void>>();
  return {
    ring: (run) => {
      for (const hear of listeners.get(run) ?? []) hear();
    },
    listen: (run) => {
      let rang = new AbortController();
      const hear = (): void => rang.abort();
      const ofRun = listeners.get(run) ?? new Set();
      listeners.set(run, ofRun.add(hear));
      return {
        wait: async (atMostMs, signal) => {
          await sleep(clock, atMostMs, AbortSignal.any([signal, rang.signal]));
          rang = new AbortController();
        },
        stop: () => {
          ofRun.delete(hear);
          if (ofRun.size === 0) listeners.delete(run);
        },
      };
    },
  };
}

/** A store that rings when it has stored something; others on the same database are not heard. */
export function ringing(store: RunStore, bell: Bell): RunStore {
  return {
    ...store,
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      bell.ring(claim.run);
      return appended;
    },
  };
}

import type { Clock } from "../../src/ports/clock.ts";

export interface FakeClock extends Clock {
  /** Lets time pass; what is due by then rings in order, and what follows from it settles. */
  readonly pass: (ms: number) => Promise<void>;
  /** Time passes, and nobody gets to do anything, as when a process stands still. */
  readonly stall: (ms: number) => void;
  readonly pending: () => number;
}

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

export function fakeClock(): FakeClock {
  let time = 0;
  const timers = new Set<Timer>();

  function nextUntil(end: number): Timer | undefined {
    const due = [...timers].filter(({ at }) => at <= end);
    return due.toSorted((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => time,
    monotonic: () => time,
    after: (ms, ring) => {
      const timer = { at: time + ms, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: async (ms) => {
      const end = time + ms;
      await settled();
      for (let timer = nextUntil(end); timer !== undefined; timer = nextUntil(end)) {
        timers.delete(timer);
        time = Math.max(time, timer.at);
        timer.ring();
        await settled();
      }
      time = end;
    },
    stall: (ms) => {
      time += ms;
    },
    pending: () => timers.size,
  };
}

/** Everything that needs no more than promises has happened. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

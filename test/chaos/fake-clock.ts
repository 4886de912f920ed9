import type { Clock } from "../../src/ports/clock.ts";

export interface FakeClock {
  readonly clock: Pick<Clock, "now" | "after">;
  /** When something starts to wait. */
  readonly nextWait: () => Promise<void>;
  /** Lets time go by, and rings for whatever has waited long enough. */
  readonly pass: (ms: number) => void;
}

/** Time that stands still until a test moves it. */
export function fakeClock(start = 1_000_000): FakeClock {
  let now = start;
  let waiting: { readonly at: number; readonly ring: () => void }[] = [];
  let waited = Promise.withResolvers<void>();
  return {
    clock: {
      now: () => now,
      after: (ms, ring) => {
        const one = { at: now + ms, ring };
        waiting.push(one);
        waited.resolve();
        waited = Promise.withResolvers();
        return () => (waiting = waiting.filter((other) => other !== one));
      },
    },
    nextWait: () => waited.promise,
    pass: (ms) => {
      now += ms;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { ring } of due) ring();
    },
  };
}

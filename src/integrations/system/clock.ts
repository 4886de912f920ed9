import type { Cancel, Clock } from "../../ports/clock.ts";

/** The clocks of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after,
};

/** The longest time that a timer of the platform can wait; it rings at once for a longer one. */
const LONGEST = 2 ** 31 - 1;

function after(ms: number, ring: () => void): Cancel {
  let cancelRest: Cancel | undefined;
  const timer = setTimeout(
    () => {
      if (ms > LONGEST) cancelRest = after(ms - LONGEST, ring);
      else ring();
    },
    Math.ceil(Math.min(ms, LONGEST)),
  );
  return () => {
    clearTimeout(timer);
    cancelRest?.();
  };
}

import type { Clock } from "../../ports/clock.ts";

/** Says how many seconds somebody has to wait; 0 when they may come in now. */
export type RateLimit = (who: string) => number;

/**
 * So many requests a minute for each caller, and all of one minute's at once. Whoever has been
 * quiet for a minute is forgotten, so only those who are there take up memory.
 */
export function limitRate(perMinute: number, clock: Clock): RateLimit {
  const perMs = perMinute / MINUTE;
  const buckets = new Map<string, { left: number; at: number }>();
  return (who) => {
    const now = clock.monotonic();
    const { left, at } = buckets.get(who) ?? { left: perMinute, at: now };
    const filled = Math.min(perMinute, left + (now - at) * perMs);
    const isIn = filled >= 1;
    buckets.delete(who);
    buckets.set(who, { left: isIn ? filled - 1 : filled, at: now });
    forgetFull(buckets, now);
    return isIn ? 0 : Math.ceil((1 - filled) / perMs / 1_000);
  };
}

const MINUTE = 60_000;

/** The map keeps its order, so those who were quiet longest come first. */
function forgetFull(buckets: Map<string, { readonly at: number }>, now: number): void {
  for (const [who, { at }] of buckets) {
    if (now - at < MINUTE) return;
    buckets.delete(who);
  }
}

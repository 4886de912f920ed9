import type { Braked } from "../../../model/braked.ts";

const SHORTEST_PAUSE = 1_000;
/** A brake that somebody takes off lets the run go on so soon. */
const LONGEST_PAUSE = 10_000;

/** When to try again: as soon as the brake ends, or now and then where nobody knows when. */
export function askBrakeAgainAt(
  { until }: Braked,
  since: number,
  at: number,
  limit: number,
): number {
  const pause = Math.min(Math.max((at - since) / 4, SHORTEST_PAUSE), LONGEST_PAUSE);
  return Math.min(until === null ? at + pause : Math.max(until, at + SHORTEST_PAUSE), limit);
}

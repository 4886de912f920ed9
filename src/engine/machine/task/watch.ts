import type { Watch } from "../attempt.ts";

const SECOND = 1_000;

/** When to read again, so that the last read falls on the end; nothing once that has passed. */
export function nextRead(
  watch: Watch,
  at: number,
  every: number,
  within: number,
): number | undefined {
  const end = watch.since + within;
  return at < end ? Math.min(at + Math.max(every, SECOND), end) : undefined;
}

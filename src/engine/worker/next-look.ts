import type { Seen } from "../machine/attempt.ts";

const SHORTEST = 2_000;
const LONGEST = 30_000;

/** Between two things that are recorded of a change on its way. */
const NEWS_EVERY = 10_000;

/** When to look again for what was sent at `since`: the longer it takes, the less often. */
export function nextLook(since: number, until: number, now: number): number {
  const pause = Math.min(Math.max((now - since) / 4, SHORTEST), LONGEST);
  return Math.min(now + pause, Math.max(until, now));
}

/** Whether the record should know: people follow it, but it is kept for long. */
export function isNews(seen: Seen | null, progress: string, now: number): boolean {
  if (seen === null) return true;
  return progress !== seen.progress && now - seen.at >= NEWS_EVERY;
}

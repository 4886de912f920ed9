import type { Braked } from "../../model/braked.ts";
import { formatDuration, milliseconds } from "../../model/duration.ts";
import { timeOfDay } from "./time-of-day.ts";

export interface MaxRuns {
  readonly most: number;
  readonly windowMs: number;
}

/** What `3 per 24h` means. */
export function readMaxRuns(text: string): MaxRuns {
  const [most = "", window = ""] = text.split(" per ");
  return { most: Number(most), windowMs: milliseconds(window) };
}

export function runsPerWindow(
  playbook: string,
  { most, windowMs }: MaxRuns,
  started: readonly number[],
  now: number,
): Braked | undefined {
  const recent = started.filter((at) => at > now - windowMs).toSorted((a, b) => b - a);
  const oldest = recent[most - 1];
  if (oldest === undefined) return undefined;
  const window = formatDuration(windowMs);
  const until = oldest + windowMs;
  return {
    brake: "max_runs",
    code: "E349",
    rule: `safety.max_runs: ${most} per ${window}`,
    values: { runs: recent.length },
    message: `${playbook} ran ${times(recent.length)} within ${window}, and may run ${times(most)}; there is room at ${timeOfDay(until, now)}`,
    remedy: `Look why it did not help for good: pitcrew runs --playbook ${playbook}.`,
    until,
  };
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

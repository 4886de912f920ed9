import type { Retention } from "../../config/settings/retention.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Removable } from "../../ports/housekeeping.ts";

/** What is kept for how long, and why no longer or no shorter. */
export interface Kept {
  readonly what: Removable | "runs";
  readonly keepMs: number;
  readonly why: string;
}

const WHY: Readonly<Record<Kept["what"], string>> = {
  alerts: "what came of each alert, as long as the runs that it started",
  windows: "why alerts started nothing at that time",
  messages: "so that cards in Slack can be brought up to date",
  schedule_times: "what was due and missed; the last time of each schedule stays",
  starts: "storms and runs per window are counted from them",
  pager_events: "so that what PagerDuty tells twice is done once",
  sessions: "an ended one lets nobody in",
  losses: "the budget of what is unavailable is counted from them",
  workers: "who was there yesterday",
  answers: "a request that is repeated gets the same answer for a day",
  // Last, so that an archive that cannot be written to holds up nothing else.
  runs: "what was done and by whom, with the record that proves it",
};

export function keptFor(retention: Retention): readonly Kept[] {
  // `Object.keys` forgets which keys it saw.
  const all = Object.keys(WHY) as Kept["what"][];
  return all.map((what) => ({ what, keepMs: milliseconds(retention[what]), why: WHY[what] }));
}

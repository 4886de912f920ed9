import { z } from "zod";
import { DURATION, formatDuration, parseDuration } from "../../model/duration.ts";
import { Cron } from "./schedules.ts";

const DAY = 86_400_000;

/** The database keeps everything at least as long, whatever is written here. */
function kept(usually: string, leastDays: number) {
  const least = formatDuration(leastDays * DAY);
  return z
    .string()
    .regex(DURATION, "must be a duration such as 30d or 400d")
    .refine((text) => (parseDuration(text) ?? 0) >= leastDays * DAY, `must be at least ${least}`)
    .default(usually);
}

/** How long what is over is kept. */
export const Retention = z
  .strictObject({
    runs: kept("400d", 90).describe("Runs, with their part of the audit record."),
    alerts: kept("400d", 30).describe(
      "Alerts that are over, and why something came of them or not.",
    ),
    windows: kept("400d", 30).describe("Windows that people opened by hand."),
    messages: kept("90d", 7).describe("What was said in Slack; it stays there."),
    schedule_times: kept("90d", 7).describe("When schedules were due, and what came of it."),
    starts: kept("30d", 7).describe("Which starts alerts asked for; storms are counted from them."),
    pager_events: kept("30d", 7).describe("What PagerDuty has told."),
    sessions: kept("30d", 1).describe("Browsers that were signed in."),
    losses: kept("7d", 1).describe("What changes took away, which budgets count."),
    workers: kept("7d", 1).describe("Processes that are gone."),
    answers: kept("2d", 1).describe("What a repeated request is answered with."),
    archive: z
      .string()
      .regex(/^\/.{1,500}$/, "must be the whole path of a folder, such as /mnt/archive")
      .optional()
      .describe(
        "A folder that the record of runs is written to before it is removed. Without one, runs stay, but for those of a database of Pitcrew's own, which are kept in its data directory.",
      ),
    cron: Cron.default("17 3 * * *").describe("When what is past its time is removed, in UTC."),
  })
  .prefault({})
  .describe("How long is kept what is over.");

export type Retention = z.infer<typeof Retention>;

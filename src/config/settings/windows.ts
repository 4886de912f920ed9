import { validate } from "node-cron";
import { z } from "zod";
import { NAME_PATTERN } from "../../model/fields.ts";
import { DURATION, parseDuration } from "../../model/duration.ts";
import { isTimeZone } from "../directory/time-zone.ts";
import { LabelPatterns } from "./label-patterns.ts";

const LONGEST_MS = 86_400_000;

const about = {
  name: z.string().regex(NAME_PATTERN, "must be a name: letters, digits, dot, dash, underscore"),
  kind: z
    .enum(["maintenance", "freeze"])
    .describe("Alerts are expected, and nobody is paged; or nothing shall change, and people are."),
  labels: LabelPatterns.default({}).describe("Which alerts it is about; without it, all."),
  reason: z.string().min(1).max(300),
};

const Time = z.iso.datetime({
  offset: true,
  error: "must be a time such as 2026-11-27T00:00:00+01:00",
});

const Once = z.strictObject({ ...about, from: Time, until: Time });

const Again = z.strictObject({
  ...about,
  cron: z
    .string()
    .max(200)
    .refine(validate, "must be a cron expression such as 0 22 * * sun")
    .describe("When it begins: minute, hour, day, month, weekday."),
  lasts: z
    .string()
    .regex(DURATION, "must be a duration such as 4h")
    .refine(isOneDay, "must be a duration from 1m to 24h"),
  time_zone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Berlin"),
});

/** When no run is started for an alert. */
export const Windows = z
  .array(z.union([Once, Again]))
  .max(200)
  .default([])
  .describe("When no run is started for alerts: once, or again and again.");

export type Windows = z.infer<typeof Windows>;

function isOneDay(text: string): boolean {
  const ms = parseDuration(text) ?? 0;
  return ms >= 60_000 && ms <= LONGEST_MS;
}

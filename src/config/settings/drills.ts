import { z } from "zod";
import { DURATION } from "../../model/duration.ts";
import { NAME_PATTERN } from "../../model/fields.ts";
import { isTimeZone } from "../directory/time-zone.ts";
import { Cron } from "./schedules.ts";

const Drill = z.strictObject({
  cron: Cron.describe("When."),
  time_zone: z
    .string()
    .refine(isTimeZone, "must be a time zone such as Europe/Berlin or UTC")
    .default("UTC")
    .describe("In which this is meant; an hour that comes twice counts once."),
  drill: z
    .string()
    .regex(NAME_PATTERN, "must be the name of a drill")
    .optional()
    .describe("Which one; without it, one by chance."),
  within: z
    .string()
    .regex(DURATION, "must be a duration such as 30m or 8h")
    .default("0s")
    .describe("Up to so much later, by chance, so that nobody knows when."),
});

/** Rehearsals by themselves, each on a range of its own beside the server. */
export const Drills = z
  .record(
    z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes"),
    Drill,
  )
  .default({})
  .describe(
    "Drills that are run at certain times; what they show counts for what playbooks may do.",
  );

export type Drills = z.infer<typeof Drills>;

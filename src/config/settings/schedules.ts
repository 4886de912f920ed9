import { validateDetailed } from "node-cron";
import { z } from "zod";
import { DURATION } from "../../model/duration.ts";
import { isTimeZone } from "../directory/time-zone.ts";

/** Five fields, as everybody writes them: a schedule of seconds is no schedule but a load. */
export const Cron = z.string().superRefine((expression, context) => {
  const reason = whyNoCron(expression);
  if (reason !== undefined) context.addIssue({ code: "custom", message: reason });
});

function whyNoCron(expression: string): string | undefined {
  const fields = expression.trim().split(/\s+/).length;
  if (fields !== 5) {
    return `must have five fields, minute to day of week, such as "0 3 * * *"; it has ${fields}`;
  }
  const { valid, errors } = validateDetailed(expression);
  if (!valid)
    return `must be a cron expression: ${errors.map(({ message }) => message).join("; ")}`;
  return undefined;
}

const Schedule = z.strictObject({
  cron: Cron.describe("When; day of month and day of week must both fit, where both are given."),
  time_zone: z
    .string()
    .refine(isTimeZone, "must be a time zone such as Europe/Berlin or UTC")
    .default("UTC")
    .describe("In which this is meant; an hour that comes twice counts once."),
  playbook: z.string().min(1).describe("What is started."),
  params: z.record(z.string(), z.json()).default({}).describe("What it is started with."),
  jitter: z
    .string()
    .regex(DURATION, "must be a duration such as 30s or 5m")
    .default("0s")
    .describe("Up to so much later, by chance, so that not everything starts at once."),
});

export const Schedules = z
  .record(
    z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes"),
    Schedule,
  )
  .default({})
  .describe("Playbooks that are started at certain times.");

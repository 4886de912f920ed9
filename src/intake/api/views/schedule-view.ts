import { z } from "zod";
import { JsonValues } from "./json-values.ts";

const Time = z.iso.datetime();

/** A schedule, when it is due next, and what came of it last. */
export const ScheduleView = z.object({
  name: z.string(),
  cron: z.string(),
  timeZone: z.string(),
  playbook: z.string(),
  params: JsonValues,
  next: z.array(Time).readonly(),
  last: z
    .object({
      at: Time,
      result: z.enum(["claimed", "started", "refused", "goes_on", "missed"]),
      run: z.string().nullable(),
      because: z.string().nullable(),
    })
    .nullable(),
  missedThisWeek: z.int(),
});

export type ScheduleView = z.infer<typeof ScheduleView>;

export const SchedulesView = z.object({ schedules: z.array(ScheduleView).readonly() });

/** Whether schedules do what they should; the troubles are sentences. */
export const SchedulerHealthView = z.object({
  is: z.enum(["well", "troubled"]),
  schedules: z.int(),
  troubles: z.array(z.string()).readonly(),
});

export type SchedulerHealthView = z.infer<typeof SchedulerHealthView>;

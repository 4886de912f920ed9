import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";

const Time = z.iso.datetime();

/** How a playbook has done over the last days. */
const PlaybookFiguresView = z.object({
  playbook: z.string(),
  ended: z.int(),
  resolved: z.int(),
  median_ms: z.number().nullable(),
});

export type PlaybookFiguresView = z.infer<typeof PlaybookFiguresView>;

export const PlaybooksFiguresView = z.object({
  since: Time,
  playbooks: z.array(PlaybookFiguresView).readonly(),
});

export type PlaybooksFiguresView = z.infer<typeof PlaybooksFiguresView>;

/** What has been going on in the last day, in counts. */
export const FiguresView = z.object({
  since: Time,
  /** Runs by the hour in which they began and how they ended; null is how those stand that go on. */
  hours: z
    .array(z.object({ hour: Time, outcome: z.enum(OUTCOMES).nullable(), runs: z.int() }))
    .readonly(),
  /** How far the alerts came that were heard of. */
  alerts: z.object({
    heard: z.int(),
    matched: z.int(),
    allowed: z.int(),
    started: z.int(),
    resolved: z.int(),
  }),
});

export type FiguresView = z.infer<typeof FiguresView>;

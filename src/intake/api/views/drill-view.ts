import { z } from "zod";
import { OUTCOMES } from "../../../model/outcome.ts";

const Time = z.iso.datetime();
const Took = z.number().nullable();

/** What came of a drill. All that it took is in ms; null is what never came. */
const DrillView = z.object({
  id: z.string(),
  drill: z.string(),
  summary: z.string(),
  cause: z.string(),
  began: Time,
  /** It had to fail. */
  control: z.boolean(),
  /** Whether every line of the scorecard passed. */
  passed: z.boolean(),
  run: z.uuid().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  scorecard: z
    .array(z.object({ of: z.string(), passed: z.boolean(), says: z.string() }))
    .readonly(),
  times: z.object({ detect: Took, decide: Took, act: Took, recover: Took }),
});

export type DrillView = z.infer<typeof DrillView>;

/** How a drill has gone each time, the oldest first; a median only where there are enough for one. */
const DrillTrendView = z.object({
  drill: z.string(),
  count: z.int(),
  good: z.int(),
  last: Time,
  times: z
    .array(
      z.object({
        of: z.enum(["detect", "decide", "act", "recover"]),
        each: z.array(z.number()).readonly(),
        median: z.number().nullable(),
      }),
    )
    .readonly(),
});

export type DrillTrendView = z.infer<typeof DrillTrendView>;

export const DrillsView = z.object({
  /** By name. */
  trends: z.array(DrillTrendView).readonly(),
  /** The newest first. */
  reports: z.array(DrillView).readonly(),
});

export type DrillsView = z.infer<typeof DrillsView>;

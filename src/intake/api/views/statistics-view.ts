import { z } from "zod";

/** How long a step of a playbook took, over several runs. */
const StepStatistics = z.object({
  playbook: z.string(),
  step: z.string(),
  kind: z.string(),
  /** So many times it began and ended. */
  times: z.int(),
  average_ms: z.number(),
  p95_ms: z.number(),
  slowest_ms: z.number(),
  slowest_run: z.uuid(),
});

export type StepStatistics = z.infer<typeof StepStatistics>;

export const StatisticsView = z.object({
  /** So many runs were looked at, the newest that have ended. */
  runs: z.int(),
  /** Those that took longest come first. */
  steps: z.array(StepStatistics).readonly(),
});

export type StatisticsView = z.infer<typeof StatisticsView>;

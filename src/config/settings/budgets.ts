import { z } from "zod";
import { DURATION } from "../../model/duration.ts";

const share = z
  .string()
  .regex(/^(?:[1-9][0-9]?|100)%$/, 'must be a percentage from "1%" to "100%"');

const duration = z.string().regex(DURATION, "must be a duration such as 5m or 1h");

/** What all playbooks, replicas and people together may do. No playbook can raise it. */
export const Budgets = z
  .strictObject({
    effects_per_minute: z
      .int()
      .min(1)
      .max(10_000)
      .default(60)
      .describe("So many changes in one minute, whoever wants them; reads are not counted."),
    unavailable: z
      .strictObject({
        share: share.default("25%").describe("Of the pods that a workload shall have."),
        at_least: z.int().min(0).max(100).default(1).describe("However small the workload is."),
        window: duration.default("10m").describe("For so long, what was taken counts."),
      })
      .prefault({}),
    growth: z
      .strictObject({
        factor: z.number().min(1).max(100).default(2).describe("At most so many times the size."),
        add: z.int().min(0).max(1_000).default(10).describe("Or so many more, if that is more."),
      })
      .prefault({}),
    storm: z
      .strictObject({
        targets: z.int().min(2).max(1_000).default(5).describe("Different targets of one playbook"),
        window: duration.default("5m").describe("within this time stop automatic runs of it."),
      })
      .prefault({}),
    queued_runs: z
      .int()
      .min(1)
      .max(100_000)
      .default(500)
      .describe("While so many runs wait for a worker, none starts by itself."),
  })
  .prefault({})
  .describe("Limits for everybody together.");

export type Budgets = z.infer<typeof Budgets>;

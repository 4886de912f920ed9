import { z } from "zod";
import { LabelSelector } from "./deployment.ts";
import { typed } from "./metadata.ts";
import { quantities } from "./pod.ts";

const share = z.union([z.int(), z.string()]);

export const DisruptionBudget = z.looseObject({
  ...typed,
  spec: z.looseObject({
    selector: LabelSelector.optional(),
    minAvailable: share.optional(),
    maxUnavailable: share.optional(),
  }),
  status: z
    .looseObject({
      currentHealthy: z.int().default(0),
      desiredHealthy: z.int().default(0),
      disruptionsAllowed: z.int().default(0),
      expectedPods: z.int().default(0),
    })
    .prefault({}),
});
export type DisruptionBudget = z.infer<typeof DisruptionBudget>;

export const Quota = z.looseObject({
  ...typed,
  spec: z.looseObject({ hard: quantities }),
  status: z.looseObject({ hard: quantities.optional(), used: quantities.optional() }).prefault({}),
});
export type Quota = z.infer<typeof Quota>;

import { z } from "zod";
import { DURATION } from "../../model/duration.ts";

const duration = z.string().regex(DURATION, "must be a duration such as 30d");

/** Nobody waits for more of them. */
export const MOST_FIXES = 20;

/** What a version of a playbook has to show before it may do more by itself. */
export const Autonomy = z
  .strictObject({
    fixes: z
      .int()
      .min(1)
      .max(MOST_FIXES)
      .default(3)
      .describe("So many verified fixes in a row let a version do more."),
    drill_lasts: duration
      .default("30d")
      .describe("A version acts alone for so long after the last drill that it passed."),
  })
  .prefault({})
  .describe("What a version of a playbook has to show before it may do more by itself.");

export type Autonomy = z.infer<typeof Autonomy>;

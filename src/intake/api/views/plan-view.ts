import { z } from "zod";
import { EFFECT_CLASSES } from "../../../model/effect-class.ts";
import { MODES } from "../../../playbook/format/safety.ts";
import { JsonValues } from "./json-values.ts";
import { ProblemView } from "./problem-view.ts";

/** What a run would do, as far as it can be known before its first step. */
export const PlanView = z.object({
  playbook: z.string(),
  version: z.string(),
  hash: z.string(),
  mode: z.enum(MODES),
  params: JsonValues,
  steps: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      effect: z.enum(EFFECT_CLASSES),
      /** The condition under which it runs, null when it always does. */
      when: z.string().nullable(),
      asksApproval: z.boolean(),
      /** One sentence, null while it depends on what earlier steps find. */
      does: z.string().nullable(),
      /** What is there now, and what it would become; null when that is not known or does not matter. */
      change: z.object({ before: JsonValues, after: JsonValues }).nullable(),
      /** Why the world could not be asked. */
      trouble: ProblemView.nullable(),
    }),
  ),
});

export type PlanView = z.infer<typeof PlanView>;

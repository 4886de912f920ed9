import { z } from "zod";
import { EFFECT_CLASSES } from "../../../model/effect-class.ts";
import { JsonValues } from "./json-values.ts";

const Time = z.iso.datetime();

/** What waits for people: all that they have to know who say yes. */
export const ApprovalView = z.object({
  run: z.uuid(),
  playbook: z.string(),
  version: z.string(),
  step: z.string(),
  /** What a vote names: how its digest begins. */
  plan: z.string(),
  digest: z.string(),
  why: z.string(),
  effects: z.array(
    z.object({
      phase: z.enum(["run", "undo"]),
      effect: z.enum(EFFECT_CLASSES),
      does: z.string(),
      targets: z.array(z.string()).readonly(),
      /** What is there now, and what it would become; null where that is not known. */
      change: z.object({ before: JsonValues, after: JsonValues }).nullable(),
    }),
  ),
  risk: z.enum(["low", "medium", "high"]),
  isReversible: z.boolean(),
  check: z.string().nullable(),
  by: z.array(z.string()).readonly(),
  count: z.int(),
  votes: z.array(z.object({ by: z.string(), at: Time })),
  asked: Time,
  expires: Time,
  /** What happens when nobody answers. */
  onExpire: z.enum(["escalate", "stop"]),
  owner: z.string(),
});

export type ApprovalView = z.infer<typeof ApprovalView>;

export const ApprovalsView = z.object({ approvals: z.array(ApprovalView).readonly() });

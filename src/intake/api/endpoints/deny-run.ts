import { z } from "zod";
import { FieldName } from "../../../playbook/format/field-name.ts";
import { giveOrder } from "./give-order.ts";

export const denyRun = giveOrder({
  is: "deny",
  right: "see",
  summary: "Says no to what a step of the run would do, which ends the run.",
  body: z.strictObject({
    reason: z.string().trim().min(1).max(1_000),
    step: FieldName.optional(),
  }),
  refuses: ["E320", "E321", "E325"],
  orderOf: ({ reason, step }) => ({ is: "deny", reason, about: { step } }),
});

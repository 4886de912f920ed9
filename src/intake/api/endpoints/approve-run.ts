import { z } from "zod";
import { FieldName } from "../../../playbook/format/field-name.ts";
import { giveOrder } from "./give-order.ts";

export const approveRun = giveOrder({
  is: "approve",
  right: "see",
  summary: "Approves what a step of the run would do: exactly the plan that is named.",
  body: z.strictObject({
    plan: z
      .string()
      .regex(
        /^(?:sha256:)?[0-9a-fA-F]{6,64}$/,
        "must be the digest of the plan, or its first 6 digits",
      ),
    step: FieldName.optional(),
    break_glass: z.string().trim().min(1).max(1_000).optional(),
  }),
  refuses: ["E320", "E321", "E322", "E323", "E325"],
  orderOf: ({ plan, step, break_glass: breakGlass = null }) => ({
    is: "approve",
    plan,
    breakGlass,
    about: { step },
  }),
});

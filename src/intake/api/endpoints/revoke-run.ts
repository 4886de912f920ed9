import { z } from "zod";
import { FieldName } from "../../../playbook/format/field-name.ts";
import { giveOrder } from "./give-order.ts";

export const revokeRun = giveOrder({
  is: "revoke",
  right: "see",
  summary: "Takes your approval back; once something was sent under it, the run is stopped.",
  body: z.strictObject({ step: FieldName.optional() }),
  orderOf: ({ step }) => ({ is: "revoke", about: { step } }),
});

import { z } from "zod";
import { giveOrder } from "./give-order.ts";

export const undoRun = giveOrder({
  is: "undo",
  right: "undo",
  summary: "Takes back what an ended run has left.",
  body: z.strictObject({}),
  orderOf: () => ({ is: "undo" }),
});

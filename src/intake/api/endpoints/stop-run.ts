import { z } from "zod";
import { giveOrder } from "./give-order.ts";

export const stopRun = giveOrder({
  is: "stop",
  right: "stop",
  summary: "Ends a run, with or without taking its changes back.",
  body: z.strictObject({ undo: z.boolean().default(false) }),
  orderOf: ({ undo }) => ({ is: "stop", undo }),
});

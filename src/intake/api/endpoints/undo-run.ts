import { z } from "zod";
import { giveOrder } from "./give-order.ts";

/** Takes back what an ended run has left. */
export const undoRun = giveOrder(z.strictObject({}), () => ({ is: "undo" }));

import { z } from "zod";
import { giveOrder } from "./give-order.ts";

const Body = z.strictObject({ undo: z.boolean().default(false) });

/** Ends a run, with or without taking its changes back. */
export const stopRun = giveOrder(Body, ({ undo }) => ({ is: "stop", undo }));

import { z } from "zod";
import { VERDICTS } from "../needs.ts";
import { about } from "./about.ts";
import { giveOrder } from "./give-order.ts";

const Body = z.strictObject({ verdict: z.enum(VERDICTS), ...about });

/** A person says what became of an effect in doubt. */
export const settleRun = giveOrder(Body, ({ verdict, step, item }) => ({
  is: "settle",
  verdict,
  about: { step, item },
}));

import { z } from "zod";
import { VERDICTS } from "../needs.ts";
import { about } from "./about.ts";
import { giveOrder } from "./give-order.ts";

export const settleRun = giveOrder({
  is: "settle",
  right: "settle",
  summary: "Says what became of an effect in doubt.",
  body: z.strictObject({ verdict: z.enum(VERDICTS), ...about }),
  orderOf: ({ verdict, step, item }) => ({ is: "settle", verdict, about: { step, item } }),
});

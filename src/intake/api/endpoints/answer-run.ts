import { z } from "zod";
import { about } from "./about.ts";
import { giveOrder } from "./give-order.ts";

export const answerRun = giveOrder({
  is: "answer",
  right: "answer",
  summary: "Answers what a step of the run asks.",
  body: z.strictObject({ answer: z.string().trim().min(1).max(4_000), ...about }),
  orderOf: ({ answer, step, item }) => ({ is: "answer", answer, about: { step, item } }),
});

import { z } from "zod";
import { about } from "./about.ts";
import { giveOrder } from "./give-order.ts";

const Body = z.strictObject({ answer: z.string().trim().min(1).max(4_000), ...about });

/** A person answers what a step asks. */
export const answerRun = giveOrder(Body, ({ answer, step, item }) => ({
  is: "answer",
  answer,
  about: { step, item },
}));

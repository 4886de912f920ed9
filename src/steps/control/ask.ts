import { z } from "zod";
import { duration, name, person, text } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  question: text().describe("What to ask, or what to do by hand."),
  of: z.array(person()).min(1).max(20).describe("People and teams who may answer."),
  choices: z
    .array(name())
    .min(2)
    .max(10)
    .describe("Answers to choose from; without them the answer is free text.")
    .optional(),
  expires: duration().describe("When nobody has answered by then, the step fails.").default("15m"),
  proof: text(300).describe("What to hand in to show that a manual step was done.").optional(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  answer: text().describe("The choice that was made, or the text that was written."),
  by: text(200).describe("Who answered."),
});
type Output = z.infer<typeof Output>;

export const ask: ControlKind<Params, Output> = {
  kind: "ask",
  carrier: "engine",
  major: 1,
  summary: "Asks people a question, or to do a manual step, and waits for the answer.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1h",
  example: {
    question: "Is the nightly import still needed today?",
    of: ["team-payments"],
    choices: ["keep", "cancel"],
    expires: "10m",
  },
  describe: ({ question, of }) => `Ask ${of.join(", ")}: ${question}`,
};

import { z } from "zod";
import { text } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  outcome: z
    .enum(["nothing_to_do", "resolved"])
    .describe("How the run ends; `resolved` only where a verify has surely passed."),
  reason: text().describe("Why, for the people who read the thread."),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({});
type Output = z.infer<typeof Output>;

/** Only the two good endings: every other outcome is the engine's verdict, not the author's. */
export const stop: ControlKind<Params, Output> = {
  kind: "stop",
  carrier: "engine",
  major: 1,
  summary: "Ends the run as `nothing_to_do`, or as `resolved` where a verify has passed.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "10s",
  example: { outcome: "nothing_to_do", reason: "The queue has already drained" },
  describe: ({ outcome, reason }) => `End the run as ${outcome}: ${reason}`,
};

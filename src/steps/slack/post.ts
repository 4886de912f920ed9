import { z } from "zod";
import { destination, text } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  to: destination()
    .regex(/^(?!pagerduty\/)/, "must be slack/<channel> or a team")
    .describe("`slack/<channel>`, or a team, which reads it in its own channel."),
  text: text().describe(
    "What people are to know. Nobody is called by it, and nothing in it is markup.",
  ),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({});
type Output = z.infer<typeof Output>;

/** Shown from the record of the run, under a key of its own: however often it is tried, it stands there once. */
export const slackPost: ControlKind<Params, Output> = {
  kind: "slack.post",
  carrier: "engine",
  major: 1,
  summary: "Says something in Slack and goes on; no run waits for Slack.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10s",
  example: { to: "slack/platform-incidents", text: "The workers of orders are restarted now" },
  describe: ({ to, text: said }) => `Post to ${to}: ${said}`,
};

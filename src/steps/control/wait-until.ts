import { z } from "zod";
import { data, duration, expression, literal } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  kind: literal(100).describe("The read kind to ask."),
  with: z
    .record(z.string(), data())
    .describe("What that kind takes, by its own rules.")
    .default({}),
  that: expression("now").describe("What must hold over its latest output."),
  every: duration().describe("How often to ask.").default("15s"),
  within: duration().describe("How long to go on asking.").default("5m"),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  met: z.boolean().describe("Whether `that` came true in time."),
  waited: duration().describe("How long it took, or how long was waited in vain."),
  last: z.json().describe("The latest output of the kind that was asked."),
});
type Output = z.infer<typeof Output>;

/**
 * A condition that does not come true is an answer and no failure: `met` is false then, and the
 * steps below decide what that means.
 */
export const waitUntil: ControlKind<Params, Output> = {
  kind: "wait_until",
  carrier: "engine",
  major: 1,
  summary:
    "Asks a read kind again and again until `that` holds over its output, called `now`, or `within` has passed.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1h",
  example: {
    kind: "http.get",
    with: { connection: "workflows", path: "/api/v1/queue" },
    that: "now.body.pending == 0",
    every: "10s",
    within: "5m",
  },
  describe: ({ kind, that, within }) => `Ask ${kind} until ${that}, for at most ${within}`,
};

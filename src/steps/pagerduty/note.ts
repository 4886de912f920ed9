import { z } from "zod";
import { service, text } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  text: text().describe("What whoever was paged is to know."),
  service: service()
    .describe("Where the incident is open; found by itself when left out.")
    .optional(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({});
type Output = z.infer<typeof Output>;

/** Written under a mark of its own: however often it is tried, it stands there once. */
export const pagerdutyNote: ControlKind<Params, Output> = {
  kind: "pagerduty.note",
  carrier: "engine",
  major: 1,
  summary:
    "Writes a note on the incident of the run's alert and goes on; wakes nobody, and where no incident is open the record says so.",
  effect: "idempotent",
  params: Params,
  output: Output,
  timeout: "10s",
  example: { text: "The workers of orders are restarted now" },
  describe: ({ text: said, service: where }) =>
    `Note ${where === undefined ? "on the incident" : `on the incident of ${where}`}: ${said}`,
};

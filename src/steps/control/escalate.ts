import { z } from "zod";
import { destination, text } from "../../model/fields.ts";
import { SEVERITIES } from "../../model/severity.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({
  to: destination().describe("`pagerduty/<service>`, `slack/<channel>` or a team."),
  reason: text().describe("What was found and what a person has to decide."),
  severity: z.enum(SEVERITIES).describe("The playbook's own when left out.").optional(),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({});
type Output = z.infer<typeof Output>;

export const escalate: ControlKind<Params, Output> = {
  kind: "escalate",
  carrier: "engine",
  major: 1,
  summary:
    "Hands the run over to people, with everything it has found, and ends it as `escalated`.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "10s",
  example: { to: "pagerduty/payments", reason: "Half of the workers crash; fix that first" },
  describe: ({ to, reason }) => `Escalate to ${to}: ${reason}`,
};

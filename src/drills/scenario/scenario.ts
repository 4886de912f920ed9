import { z } from "zod";
import { NAME_PATTERN } from "../../model/fields.ts";
import { OUTCOMES } from "../../model/outcome.ts";

const name = z.string().regex(NAME_PATTERN, "must be a name");
const seconds = z.number().positive().max(3_600);

/** What faults are about. */
const SUBJECTS = ["workflow_id", "task_type", "deployment", "queue"] as const;

/** How somebody hears of what is broken. */
const Begins = z.union([
  z.strictObject({
    alert: name.describe("Its name; what the fault is about stands in its labels."),
    labels: z.record(z.string(), z.string()).default({}).describe("More of them."),
  }),
  z.strictObject({
    params: z
      .record(z.string(), z.enum(SUBJECTS))
      .describe("No alert: a person starts the playbook, each param from what the fault is about."),
  }),
]);

const Expected = z.strictObject({
  playbook: name.describe("Which one answers."),
  outcome: z.enum(OUTCOMES),
  runs: z.array(name).default([]).describe("Steps of the right branch, all of which must run."),
  leaves: z.array(name).default([]).describe("Steps of other branches, none of which may run."),
});

const Targets = z.strictObject({
  detect: seconds.describe("From the fault until a run has begun."),
  decide: seconds.describe("How long people were waited for, all in all."),
  act: seconds.describe("How long the run took beside that."),
  recover: seconds
    .optional()
    .describe("From the fault until the system is mended; without it, nothing is to be mended."),
});

/** `playbooks/drills/NAME.yaml`: what is broken, who should answer, and how well. */
export const Scenario = z.strictObject({
  format: z.literal(1),
  summary: z.string().min(1).max(300),
  fault: name.describe("How the range is broken; pitcrew drill faults lists the ways."),
  pace: z.number().min(1).max(1_000).default(20).describe("How much faster the range's time goes."),
  begins: Begins,
  expect: Expected,
  targets: Targets.describe("In seconds."),
  control: z
    .boolean()
    .default(false)
    .describe("It must fail; a drill that nothing can fail proves nothing."),
});

export type Scenario = z.infer<typeof Scenario>;

/** The form of a drill as draft-7 JSON Schema, so that an editor completes and checks it. */
export function scenarioSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(Scenario, { target: "draft-7", io: "input" });
  return { ...schema, title: "Pitcrew drill" };
}

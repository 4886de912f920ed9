import { z } from "zod";

const Environment = z.strictObject({
  mode: z
    .enum(["observe", "suggest", "approve", "auto"])
    .default("auto")
    .describe("The most that a run which nobody started may do here, whatever its playbook says."),
  self_approval: z
    .enum(["never", "reversible"])
    .default("never")
    .describe(
      "Whether approvers may approve what they asked for themselves: never, or where all of it can be taken back.",
    ),
});

/** What holds in an environment, the `env` of a run, for all playbooks; `default` is every other. */
export const Policy = z
  .record(z.string().regex(/^[a-z][a-z0-9_-]*$/, "must be an environment's name"), Environment)
  .default({})
  .describe("What holds in each environment, whatever playbooks say.");

export type Policy = z.infer<typeof Policy>;

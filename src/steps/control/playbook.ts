import { z } from "zod";
import { data, literal } from "../../model/fields.ts";
import { OUTCOMES } from "../../model/outcome.ts";
import type { ControlKind } from "../step-kind.ts";

const USE = /^[a-z0-9][a-z0-9_-]{0,62}@(?:\*|[~^]?[0-9]{1,9}(?:\.[0-9]{1,9}){0,2})$/;

const Params = z.strictObject({
  use: literal(100)
    .regex(USE, "must be a playbook's name and a range of versions, such as queue-backlog@^1.4")
    .describe("Name and range of versions, `name@range`."),
  params: z.record(z.string(), data()).describe("The params of that playbook.").default({}),
});
type Params = z.infer<typeof Params>;

const Output = z.strictObject({
  outcome: z.enum(OUTCOMES).describe("How it ended."),
  outputs: z.record(z.string(), z.json()).describe("What it put out."),
});
type Output = z.infer<typeof Output>;

/** Starting another playbook changes nothing; its steps have classes and approvals of their own. */
export const playbook: ControlKind<Params, Output> = {
  kind: "playbook",
  carrier: "engine",
  major: 1,
  summary: "Runs another playbook inside this run, on this run's budget and deadline.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1h",
  example: { use: "queue-backlog@^1.4", params: { queue: "orders" } },
  describe: ({ use }) => `Run the playbook ${use}`,
};

import { z } from "zod";
import { duration } from "../../model/fields.ts";
import type { ControlKind } from "../step-kind.ts";

const Params = z.strictObject({ for: duration().describe("How long.") });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({});
type Output = z.infer<typeof Output>;

export const wait: ControlKind<Params, Output> = {
  kind: "wait",
  carrier: "engine",
  major: 1,
  summary: "Waits for a fixed time. Prefer `wait_until` where something can be looked at.",
  effect: "read",
  params: Params,
  output: Output,
  timeout: "1h",
  example: { for: "30s" },
  describe: (params) => `Wait ${params.for}`,
};

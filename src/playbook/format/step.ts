import { z } from "zod";
import { EFFECT_CLASSES } from "../../model/effect-class.ts";
import { parseDuration } from "../../model/duration.ts";
import type { JsonValue } from "../../model/json.ts";
import { FieldName } from "./field-name.ts";
import { duration } from "./safety.ts";

const expression = z.string().min(1).max(4_096);
const KindName = z.string().min(1).max(100);

const With: z.ZodType<Readonly<Record<string, JsonValue>>> = z.record(z.string(), z.json());

const HOUR = 3_600_000;

export const Foreach = z.strictObject({
  items: expression,
  max: z.int().min(1).max(1_000),
  at_once: z.int().min(1).max(100).default(1),
  on_item_failure: z.enum(["stop", "continue"]).default("stop"),
});

export const Retry = z.strictObject({
  max: z.int().min(1).max(20),
  backoff: duration.default("1s"),
  factor: z.number().min(1).max(10).default(2),
  max_backoff: duration.default("1m"),
  jitter: z.enum(["full", "none"]).default("full"),
  on: expression.optional(),
});

export const Approve = z.strictObject({
  by: z.array(z.string().min(1).max(100)).min(1).max(20),
  count: z.int().min(1).max(10).default(1),
  expires: duration
    .refine(
      (text) => (parseDuration(text) ?? 0) <= HOUR,
      "must be 1h at most: nobody approves what they saw yesterday",
    )
    .default("15m"),
  on_expire: z.enum(["escalate", "stop"]).default("escalate"),
  when: expression.optional(),
});

export const Verify = z.strictObject({
  kind: KindName,
  with: With.default({}),
  that: expression,
  every: duration.default("15s"),
  within: duration.default("5m"),
  hold: duration.default("0s"),
});

export const UndoStep = z.strictObject({
  kind: KindName,
  with: With.default({}),
  timeout: duration.optional(),
});

const stepFields = {
  id: FieldName,
  name: z.string().min(1).max(100).optional(),
  kind: KindName,
  with: With.default({}),
  when: expression.optional(),
  needs: z.array(FieldName).min(1).max(20).optional(),
  foreach: Foreach.optional(),
  effect: z.enum(EFFECT_CLASSES).optional(),
  retry: Retry.optional(),
  timeout: duration.optional(),
  approve: Approve.optional(),
  verify: z.union([z.literal("none"), Verify]).optional(),
  because: z.string().min(1).max(300).optional(),
  undo: z.union([z.enum(["offer", "auto", "none"]), UndoStep]).default("offer"),
  then: z.literal("end").optional(),
};

/** A step of an `on_failure` list: it may do everything but fail over once more. */
const LastResort = z.strictObject({
  ...stepFields,
  on_failure: z.enum(["escalate", "continue"]).default("escalate"),
});

export const Step = z.strictObject({
  ...stepFields,
  on_failure: z
    .union([z.enum(["escalate", "continue"]), z.array(LastResort).min(1).max(20)])
    .default("escalate"),
});

export const Parallel = z.strictObject({
  parallel: z.array(Step).min(2).max(20),
});

export type Step = z.infer<typeof Step>;
export type Parallel = z.infer<typeof Parallel>;
export type Verify = z.infer<typeof Verify>;
export type Retry = z.infer<typeof Retry>;
export type Foreach = z.infer<typeof Foreach>;
export type Approve = z.infer<typeof Approve>;
export type UndoStep = z.infer<typeof UndoStep>;
export type Block = Step | Parallel;

export function isParallel(block: Block): block is Parallel {
  return "parallel" in block;
}

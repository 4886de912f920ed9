import { z } from "zod";

const pattern = z.string().min(1).max(200);

/** Exact text, a `*` glob, or a list of them of which any may fit. */
const Patterns = z.union([pattern, z.array(pattern).min(1).max(50)]);

const LabelPatterns = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a label name"),
  Patterns,
);

export const Match = z.strictObject({
  alert: Patterns,
  labels: LabelPatterns.optional(),
  unless: LabelPatterns.optional(),
  status: z.enum(["firing", "resolved"]).default("firing"),
  priority: z.int().min(-100).max(100).default(0),
});

export type Match = z.infer<typeof Match>;
export type Patterns = z.infer<typeof Patterns>;

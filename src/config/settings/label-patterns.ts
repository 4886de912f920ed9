import { z } from "zod";

const pattern = z.string().min(1).max(200);

/** Labels with what they must hold: exact text, a `*` glob, or a list of them of which any may fit. */
export const LabelPatterns = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a label name"),
  z.union([pattern, z.array(pattern).min(1).max(50)]),
);

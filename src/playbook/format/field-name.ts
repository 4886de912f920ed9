import { z } from "zod";

/** Words that expressions read as something else, so that `params.in` could never be written. */
const WORDS: ReadonlySet<string> = new Set(["in", "true", "false", "null"]);

/** What params, outputs and steps are called, and how expressions then name them. */
export const FieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, "must be lower case letters, digits and underscores")
  .refine(
    (name) => !WORDS.has(name),
    "must be a name that expressions can use, so not in, true, false or null",
  );

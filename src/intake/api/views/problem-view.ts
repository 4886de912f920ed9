import { z } from "zod";

/** Why something was refused. The code is one that `pitcrew explain` knows. */
export const ProblemView = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});

export type ProblemView = z.infer<typeof ProblemView>;

import { z } from "zod";

/** Why something was refused. The code is one that `pitcrew explain` knows. */
export const ProblemView = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});

export type ProblemView = z.infer<typeof ProblemView>;

/** The same as a whole answer, with what RFC 9457 calls these things. */
export const HttpProblem = ProblemView.extend({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

export type HttpProblem = z.infer<typeof HttpProblem>;

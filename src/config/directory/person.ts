import { z } from "zod";

/** One human and the accounts by which each system knows them. */
export const Person = z.strictObject({
  name: z.string().min(1).max(100),
  email: z.string().regex(/^[^@\s]{1,100}@[^@\s]{1,150}$/, "must be an email address"),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,20}$/, "must be a member's id such as U0123ABCD")
    .optional(),
  pagerduty: z
    .string()
    .regex(/^[PQ][A-Z0-9]{2,20}$/, "must be a user's id such as PABC123")
    .optional(),
});

export type Person = z.infer<typeof Person>;

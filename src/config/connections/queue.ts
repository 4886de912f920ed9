import { z } from "zod";

/** BullMQ queues that live on a Redis connection of the same file. */
export const Queue = z.strictObject({
  type: z.literal("queue"),
  redis: z.string().min(1).max(253),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9:._{}-]{1,100}$/, "must be a key prefix such as bull")
    .default("bull"),
});

export type Queue = z.infer<typeof Queue>;

import { z } from "zod";

const Count = z.int().positive();
const Time = z.int().nonnegative();

/** One request that took effect, or that repeated one. Times are epoch milliseconds. */
export const Arrival = z.strictObject({
  /** Its line in the log. */
  number: Count,
  target: z.string().min(1),
  /** A repeat under a key that has been applied changes nothing, and is on record all the same. */
  was: z.enum(["applied", "repeated"]),
  key: z.string().min(1),
  /** Whether the sender asked for the key to be honoured. */
  isKeyed: z.boolean(),
  run: z.string().min(1),
  step: z.string().min(1),
  attempt: Count,
  /** Of the body that arrived, in canonical form. */
  digest: z.string().startsWith("sha256:"),
  started: Time,
  ended: Time,
  /** What the sender would be told if nothing stood in between. */
  answer: z.enum(["success", "error", "nothing"]),
});

export type Arrival = z.infer<typeof Arrival>;

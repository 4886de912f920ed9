import { z } from "zod";

/** How the whole of Pitcrew is, as this process sees it. */
export const HealthView = z.object({
  is: z.enum(["well", "troubled"]),
  /** What a person should look at, in sentences. */
  troubles: z.array(z.string()).readonly(),
  version: z.string(),
  workers: z.object({ live: z.int(), dead: z.int() }),
  runs: z.object({
    live: z.int(),
    /** Due, and nobody works on them yet. */
    waiting: z.int(),
    oldest_wait_ms: z.number(),
    orphaned: z.int(),
  }),
});

export type HealthView = z.infer<typeof HealthView>;

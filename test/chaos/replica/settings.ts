import { z } from "zod";
import { Trap } from "./trap.ts";

const Milliseconds = z.int().positive();

/** What a replica is told when it is started. */
export const Settings = z.strictObject({
  name: z.string().min(1),
  database: z.strictObject({
    host: z.string(),
    port: z.int().exactOptional(),
    database: z.string(),
    user: z.string(),
  }),
  oracle: z.url(),
  /** With it, wakes go through Redis; without it, through the process itself. */
  redis: z.string().optional(),
  leaseMs: Milliseconds,
  renewMs: Milliseconds,
  traps: z.array(Trap).default([]),
});

export type Settings = z.infer<typeof Settings>;
export type NewSettings = z.input<typeof Settings>;

import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** Holds alerts and silences. */
export const Alertmanager = z.strictObject({
  type: z.literal("alertmanager"),
  ...endpoint,
});

export type Alertmanager = z.infer<typeof Alertmanager>;

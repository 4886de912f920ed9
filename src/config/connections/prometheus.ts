import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** Answers queries about metrics. */
export const Prometheus = z.strictObject({
  type: z.literal("prometheus"),
  ...endpoint,
});

export type Prometheus = z.infer<typeof Prometheus>;

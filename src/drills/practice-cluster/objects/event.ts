import { z } from "zod";
import { typed } from "./metadata.ts";

const Reference = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
  uid: z.string().optional(),
});

/** What the cluster says it did; the same thing said again only counts up. */
export const Event = z.looseObject({
  ...typed,
  involvedObject: Reference,
  type: z.enum(["Normal", "Warning"]),
  reason: z.string(),
  message: z.string(),
  count: z.int().default(1),
  firstTimestamp: z.string(),
  lastTimestamp: z.string(),
  source: z.looseObject({ component: z.string().optional(), host: z.string().optional() }),
});
export type Event = z.infer<typeof Event>;

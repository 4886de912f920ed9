import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** Answers searches in logs. */
export const Loki = z.strictObject({
  type: z.literal("loki"),
  ...endpoint,
  /** Sent as X-Scope-OrgID where Loki serves several tenants. */
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, "must be a tenant's name")
    .optional(),
});

export type Loki = z.infer<typeof Loki>;

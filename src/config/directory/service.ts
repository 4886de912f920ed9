import { z } from "zod";
import { SecretReference } from "../secret-reference.ts";

const PagerDutyId = z
  .string()
  .regex(/^[PQ][A-Z0-9]{2,20}$/, "must be a service's id such as PABC123");

/** A service of PagerDuty: its id alone, or with how people are paged through it. */
export const Service = z.union([
  PagerDutyId,
  z.strictObject({
    id: PagerDutyId,
    /** The integration key of the service, instead of PAGERDUTY_ROUTING_KEY. */
    routing_key: SecretReference.optional(),
    /** Alertmanager pages through this service as well: what is found is written below its page. */
    alertmanager_pages: z.boolean().default(false),
  }),
]);

export interface ServiceEntry {
  readonly id: string;
  readonly routing_key?: string | undefined;
  readonly alertmanager_pages: boolean;
}

export function serviceEntry(service: z.infer<typeof Service>): ServiceEntry {
  return typeof service === "string" ? { id: service, alertmanager_pages: false } : service;
}

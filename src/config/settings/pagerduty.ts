import { z } from "zod";
import { DURATION } from "../../model/duration.ts";
import { SecretReference } from "../secret-reference.ts";

const host = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,252}(?::[1-9][0-9]{0,4})?$/, "must be a host, or host:port");

const duration = z.string().regex(DURATION, "must be a duration such as 5m or 1h");

/** How people are paged. Keys and tokens stand in the environment, or with a service in directory.yaml. */
export const PagerDutySettings = z
  .strictObject({
    region: z.enum(["us", "eu"]).default("us").describe("Where PagerDuty keeps your account."),
    events_host: host.optional().describe("Where events are sent, instead of the region's host."),
    api_host: host.optional().describe("Where the REST API is, instead of the region's host."),
    certificate_authority: z
      .string()
      .regex(/^file:\/.+$/, "must be a file of certificates: file:/path")
      .optional()
      .describe("Certificates that vouch for these hosts, instead of those the system trusts."),
    default_service: z
      .string()
      .min(1)
      .optional()
      .describe("A service of directory.yaml that is paged when nobody else can be."),
    webhook_secrets: z
      .array(SecretReference)
      .max(5)
      .default([])
      .describe("Secrets of the webhook subscriptions; several while one is renewed."),
    no_verdict_after: duration
      .default("15m")
      .describe("Page when a run has come to no end so long after its deadline."),
  })
  .prefault({})
  .describe("How people are paged.");

export type PagerDutySettings = z.infer<typeof PagerDutySettings>;

export function pagerDutyHosts({ region, events_host: events, api_host: api }: PagerDutySettings): {
  readonly events: string;
  readonly api: string;
} {
  const place = region === "eu" ? ".eu" : "";
  return {
    events: events ?? `events${place}.pagerduty.com`,
    api: api ?? `api${place}.pagerduty.com`,
  };
}

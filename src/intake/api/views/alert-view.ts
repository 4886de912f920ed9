import { z } from "zod";
import { LabelPatterns } from "../../../config/settings/label-patterns.ts";
import { MODES } from "../../../playbook/format/safety.ts";
import { MATCH_RESULTS } from "../../../ports/alerts/match-report.ts";
import { JsonValues } from "./json-values.ts";

const Time = z.iso.datetime();

/** One open episode of an alert, or one that is over. */
export const AlertView = z.object({
  id: z.uuid(),
  source: z.string(),
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  /** By the clock of the source; the other times are by ours. */
  started: Time,
  opened: Time,
  last_seen: Time,
  closed: Time.nullable(),
  closed_because: z.enum(["resolved", "stale"]).nullable(),
  silenced: z.boolean(),
  /** What came of matching it; null before it was. */
  result: z.enum(MATCH_RESULTS).nullable(),
  paged: Time.nullable(),
});

export type AlertView = z.infer<typeof AlertView>;

export const AlertsView = z.object({ alerts: z.array(AlertView).readonly() });

const Mode = z.enum(MODES);

/** Everything that led to a result, as it was at that moment. */
const ReportView = z.object({
  status: z.enum(["firing", "resolved"]),
  considered: z
    .array(
      z.object({
        playbook: z.string(),
        version: z.string(),
        fits: z.boolean(),
        beatenBy: z.enum(["constraint", "priority"]).nullable(),
        rules: z.array(z.object({ holds: z.boolean(), says: z.string() })).readonly(),
      }),
    )
    .readonly(),
  /** Playbooks for alerts of other names, or started by hand only. */
  others: z.array(z.string()).readonly(),
  chosen: z
    .object({
      playbook: z.string(),
      version: z.string(),
      params: JsonValues.nullable(),
      modes: z.object({ effective: Mode, asked: Mode, policy: Mode, earned: Mode }).nullable(),
    })
    .nullable(),
  tied: z.array(z.string()).readonly(),
  failure: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
  brake: z
    .object({
      brake: z.string(),
      rule: z.string(),
      values: JsonValues,
      message: z.string(),
      remedy: z.string(),
      /** Epoch milliseconds. */
      until: z.number().nullable(),
      pages: z.boolean(),
    })
    .nullable(),
});

/** Why an alert was answered as it was. */
export const WhyView = z.object({
  alert: AlertView,
  /** What matters most first. */
  sentences: z.array(z.string()).readonly(),
  /** Every result in the order in which they came. */
  verdicts: z
    .array(
      z.object({
        at: Time,
        result: z.enum(MATCH_RESULTS),
        run: z.uuid().nullable(),
        report: ReportView,
      }),
    )
    .readonly(),
});

export type WhyView = z.infer<typeof WhyView>;

/** A time in which no run is started for alerts. */
export const WindowView = z.object({
  id: z.string(),
  kind: z.enum(["maintenance", "freeze"]),
  labels: LabelPatterns,
  reason: z.string(),
  by: z.string(),
  /** When it is, in words that end with the time zone. */
  when: z.string(),
  open: z.boolean(),
});

export type WindowView = z.infer<typeof WindowView>;

export const WindowsView = z.object({ windows: z.array(WindowView).readonly() });

export const WindowEndedView = z.object({ id: z.string() });

export type WindowEndedView = z.infer<typeof WindowEndedView>;

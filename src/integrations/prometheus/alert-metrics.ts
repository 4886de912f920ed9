import { Counter, Histogram, type OpenMetricsContentType, type Registry } from "prom-client";
import type { Measures } from "../../ports/measures.ts";
import { LONG, SHORT } from "./buckets.ts";

/**
 * What alerts are counted by. Labels are names that stand in pitcrew.yaml or in our own code, and
 * never what alerts bring.
 */
export function alertMetrics(
  registry: Registry<OpenMetricsContentType>,
): Pick<Measures, "alertTaken" | "alertMatched" | "approval"> {
  const registers = [registry];
  const taken = new Counter({
    name: "pitcrew_alerts_total",
    help: "What sources said of their alerts, by what it came to.",
    labelNames: ["source", "taken"],
    registers,
  });
  const toOpen = new Histogram({
    name: "pitcrew_alert_detect_seconds",
    help: "From the begin of an alert, as its source dates it, to when it was taken in.",
    buckets: [...SHORT, ...LONG],
    registers,
  });
  const lasted = new Histogram({
    name: "pitcrew_alert_duration_seconds",
    help: "From the begin of an alert to its end, as its source dates both.",
    buckets: LONG,
    registers,
  });
  const matched = new Counter({
    name: "pitcrew_alerts_matched_total",
    help: "What came of matching alerts, and which brake held them back.",
    labelNames: ["result", "brake"],
    registers,
  });
  const toStart = new Histogram({
    name: "pitcrew_alert_decide_seconds",
    help: "From when an alert was taken in to when a run was started for it.",
    buckets: [...SHORT, ...LONG],
    registers,
  });
  const approval = new Histogram({
    name: "pitcrew_approval_wait_seconds",
    help: "How long a plan waited for people, by what came of it.",
    labelNames: ["standing"],
    buckets: LONG,
    registers,
  });
  return {
    alertTaken: ({ source, taken: became, toOpenMs, lastedMs }) => {
      taken.inc({ source, taken: became });
      if (toOpenMs !== null) toOpen.observe(toOpenMs / 1_000);
      if (lastedMs !== null) lasted.observe(lastedMs / 1_000);
    },
    alertMatched: ({ result, brake, toStartMs }) => {
      matched.inc({ result, brake: brake ?? "none" });
      if (toStartMs !== null) toStart.observe(toStartMs / 1_000);
    },
    approval: ({ standing, ms }) => approval.observe({ standing }, ms / 1_000),
  };
}

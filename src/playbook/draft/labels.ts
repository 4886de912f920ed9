import type { Alert } from "../../model/alert.ts";

/** The alerts that a draft is for. */
export type Alerts = readonly [Alert, ...Alert[]];

/** Labels and every value that was seen in them, without repeats. */
export type Labels = ReadonlyMap<string, readonly string[]>;

/** Labels that all of the alerts carry: a param or a match that relies on another would fail. */
export function sharedLabels(alerts: Alerts): Labels {
  const [first] = alerts;
  const shared = new Map<string, readonly string[]>();
  for (const label of first.labels.keys()) {
    if (SPECIAL.has(label) || !LABEL.test(label)) continue;
    if (!alerts.every(({ labels }) => labels.has(label))) continue;
    shared.set(label, distinct(alerts.flatMap(({ labels }) => labels.get(label) ?? [])));
  }
  return shared;
}

/** Said elsewhere in a playbook, or refused as a key of any document. */
const SPECIAL: ReadonlySet<string> = new Set(["alertname", "severity", "constructor", "prototype"]);

/** Prometheus keeps names with two underscores in front for itself. */
const LABEL = /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/;

/** Those by which a match tells systems apart for months, unlike an instance or a pod. */
export function stableLabels(labels: Labels): Labels {
  return new Map([...labels].filter(([label, seen]) => STABLE.has(label) && seen.length <= 50));
}

const STABLE: ReadonlySet<string> = new Set([
  "app",
  "cluster",
  "env",
  "environment",
  "job",
  "namespace",
  "region",
  "service",
  "stage",
  "team",
]);

export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

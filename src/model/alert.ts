type AlertStatus = "firing" | "resolved";

/**
 * What an alerting system says at one moment about one set of labels.
 *
 * Labels come from outside and may be called anything, `__proto__` too, so they live in maps.
 */
export interface Alert {
  /** The label `alertname`, empty when there is none. */
  readonly name: string;
  readonly status: AlertStatus;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** As it was written: Alertmanager counts nanoseconds, which a date would cut off. */
  readonly startsAt?: string;
  /** Alertmanager's hash of the labels. */
  readonly fingerprint?: string;
  readonly generatorURL?: string;
}

/** Prometheus takes a label with an empty value for one that does not exist, and so do we. */
export function createAlert(seen: Omit<Alert, "name">): Alert {
  const labels = new Map([...seen.labels].filter(([, value]) => value !== ""));
  return { ...seen, labels, name: labels.get("alertname") ?? "" };
}

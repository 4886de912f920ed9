import { createHash } from "node:crypto";

type Labels = Readonly<Record<string, string>>;

/** An alert of the range, as people would be told of it. */
export interface RangeAlert {
  readonly labels: Labels;
  readonly started: Date;
  /** When what it tells of was over; null while it is not. */
  readonly ended: Date | null;
}

/** What Alertmanager posts about one alert. */
export function webhookBody({ labels, started, ended }: RangeAlert): object {
  const status = ended === null ? "firing" : "resolved";
  const alert = {
    status,
    labels,
    annotations: { summary: "DRILL" },
    startsAt: started.toISOString(),
    endsAt: ended === null ? "0001-01-01T00:00:00Z" : ended.toISOString(),
    generatorURL: "",
    fingerprint: fingerprintOf(labels),
  };
  return {
    version: "4",
    groupKey: "{}",
    truncatedAlerts: 0,
    status,
    receiver: "pitcrew",
    groupLabels: {},
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: "",
    alerts: [alert],
  };
}

/** Alerts with the same labels are the same alert. */
export function fingerprintOf(labels: Labels): string {
  const sorted = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, LENGTH);
}

const LENGTH = 16;

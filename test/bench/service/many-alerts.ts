import { randomUUID } from "node:crypto";

/** Alerts that were never seen before, as large as those of a real cluster. */
export function manyAlerts(count: number) {
  return Array.from({ length: count }, (_none, nth) => ({
    status: "firing",
    labels: {
      alertname: "QueueBacklog",
      severity: "critical",
      cluster: "eu-1",
      namespace: "orders",
      queue: `queue-${nth}`,
      instance: `10.0.0.${nth}:9100`,
    },
    annotations: {
      summary: "The queue of orders grows and nobody takes anything out of it",
      runbook_url: "https://runbooks.example.com/queues/backlog",
    },
    startsAt: "2026-11-21T10:00:00.123Z",
    endsAt: "0001-01-01T00:00:00Z",
    fingerprint: randomUUID().replaceAll("-", "").slice(0, 16),
  }));
}

/** What Alertmanager would send for them. */
export function groupOf(alerts: readonly object[]): string {
  return JSON.stringify({ version: "4", status: "firing", alerts });
}

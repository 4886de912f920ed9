/** One alert that fires until it is said to be over. */
export interface Fired {
  readonly labels: Readonly<Record<string, string>>;
  readonly endsAt?: string;
}

/** Tells an Alertmanager of alerts, as Prometheus does. */
export async function fire(url: string, alerts: readonly Fired[]): Promise<void> {
  await call(`${url}/api/v2/alerts`, alerts);
}

export async function silence(url: string, alertname: string): Promise<void> {
  await call(`${url}/api/v2/silences`, {
    matchers: [{ name: "alertname", value: alertname, isRegex: false, isEqual: true }],
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: "ann",
    comment: "known",
  });
}

async function call(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** The configuration that docs/alerts.md gives, in a hurry. */
export function configFor(webhook: string, token: string): string {
  return `
route: { receiver: pitcrew, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: pitcrew
    webhook_configs:
      - url: ${webhook}
        send_resolved: true
        max_alerts: 0
        http_config: { follow_redirects: false, authorization: { credentials: ${token} } }
`;
}

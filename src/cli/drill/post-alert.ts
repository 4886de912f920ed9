import { type RangeAlert, webhookBody } from "../../drills/scenario/webhook-body.ts";

/** Where alerts of a range go. */
export interface AlertAddress {
  readonly url: string;
  readonly source: string;
  readonly token: string;
}

/** Sends an alert as Alertmanager does; comes back when it is stored. */
export async function postAlert(
  alert: RangeAlert,
  { url, source, token }: AlertAddress,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${url}/webhooks/alertmanager/${source}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(webhookBody(alert)),
    signal,
  });
  if (!response.ok) throw new Error(`the alert was answered ${response.status}`);
}

import { createHmac } from "node:crypto";

/** An event as PagerDuty sends it, signed with each of these secrets. */
export function webhookCall(
  event: object,
  { secrets, delivery = "delivery-1" }: { secrets: readonly string[]; delivery?: string },
): RequestInit {
  const body = JSON.stringify({ event });
  const signatures = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(body).digest("hex")}`,
  );
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-pagerduty-signature": signatures.join(","),
      "x-webhook-id": delivery,
    },
    body,
  };
}

const AGENT = { id: "PADA123", type: "user_reference", summary: "Ada Moreau" };

export function incidentEvent(how: "acknowledged" | "resolved", key: string | null) {
  return {
    id: `event-${how}`,
    event_type: `incident.${how}`,
    resource_type: "incident",
    occurred_at: "2026-11-21T03:12:00Z",
    agent: AGENT,
    client: null,
    data: { id: "PINC1", type: "incident", status: how, incident_key: key },
  };
}

export function actionEvent(name: string) {
  return {
    id: "event-action",
    event_type: "incident.action_invocation.created",
    resource_type: "incident",
    occurred_at: "2026-11-21T03:12:00Z",
    agent: AGENT,
    data: {
      id: "01CELD6T9C2JS745I7CAK0LRRF",
      type: "incident_action_invocation",
      incident: { id: "PINC1", type: "incident_reference" },
      action: { id: "01CDYN", type: "action_reference", summary: name },
      state: "created",
    },
  };
}

import { setTimeout as pause } from "node:timers/promises";
import { AlertsView, WhyView } from "../../intake/api/views/alert-view.ts";
import type { Server } from "../server/server.ts";
import { ask } from "./attend-run.ts";

/** What Pitcrew made of an alert. */
export type Raised =
  | { readonly is: "run"; readonly run: string }
  | { readonly is: "none"; readonly why: string };

interface Where {
  readonly server: Server;
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

type Labels = Readonly<Record<string, string>>;

/** Sends an alert as Alertmanager does, and waits until it is clear what comes of it. */
export async function raiseAlert(labels: Labels, at: Date, where: Where): Promise<Raised> {
  const response = await fetch(`${where.url}/webhooks/alertmanager/default`, {
    method: "POST",
    headers: { authorization: `Bearer ${where.token}`, "content-type": "application/json" },
    body: JSON.stringify(groupOf(labels, at)),
  });
  if (!response.ok) throw new Error(`the alert was answered ${response.status}`);
  while (!where.signal.aborted) {
    const raised = await look(where.server);
    if (raised !== undefined) return raised;
    await pause(TURN_MS);
  }
  return { is: "none", why: "It was not looked at in time." };
}

const TURN_MS = 50;

function groupOf(labels: Labels, at: Date): object {
  const alert = {
    status: "firing",
    labels,
    annotations: { summary: "DRILL" },
    startsAt: at.toISOString(),
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "",
    fingerprint: FINGERPRINT,
  };
  return {
    version: "4",
    groupKey: "{}",
    truncatedAlerts: 0,
    status: "firing",
    receiver: "pitcrew",
    groupLabels: {},
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: "",
    alerts: [alert],
  };
}

/** There is one alert in a drill. */
const FINGERPRINT = "d".repeat(16);

async function look(server: Server): Promise<Raised | undefined> {
  const { alerts } = await ask(server, { method: "GET", path: "/v1/alerts" }, AlertsView);
  const [alert] = alerts;
  if (alert === undefined || alert.result === null) return undefined;
  const path = `/v1/alerts/${alert.id}/why`;
  const { verdicts, sentences } = await ask(server, { method: "GET", path }, WhyView);
  const run = verdicts.at(-1)?.run ?? null;
  return run === null ? { is: "none", why: sentences[0] ?? "" } : { is: "run", run };
}

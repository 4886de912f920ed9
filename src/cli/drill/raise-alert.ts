import { setTimeout as pause } from "node:timers/promises";
import { fingerprintOf } from "../../drills/scenario/webhook-body.ts";
import { AlertsView, WhyView } from "../../intake/api/views/alert-view.ts";
import { ask, type Asked } from "./ask.ts";
import { postAlert } from "./post-alert.ts";
import type { ServedBeside } from "./serve-beside.ts";

/** What Pitcrew made of an alert. */
export type Raised =
  | { readonly is: "run"; readonly run: string }
  | { readonly is: "none"; readonly why: string };

interface Where {
  readonly served: Asked & Pick<ServedBeside, "url">;
  readonly token: string;
  readonly signal: AbortSignal;
}

type Labels = Readonly<Record<string, string>>;

/** Sends an alert as Alertmanager does, and waits until it is clear what comes of it. */
export async function raiseAlert(labels: Labels, at: Date, where: Where): Promise<Raised> {
  await sendAlert(labels, at, where);
  return resultOf(labels, where);
}

/** Comes back when the alert is stored. */
export function sendAlert(
  labels: Labels,
  started: Date,
  { served, token, signal }: Where,
): Promise<void> {
  const address = { url: served.url(), source: "default", token };
  return postAlert({ labels, started, ended: null }, address, signal);
}

export async function resultOf(
  labels: Labels,
  { served, signal }: Pick<Where, "served" | "signal">,
): Promise<Raised> {
  const fingerprint = fingerprintOf(labels);
  while (!signal.aborted) {
    const raised = await look(fingerprint, served);
    if (raised !== undefined) return raised;
    await pause(TURN_MS);
  }
  return { is: "none", why: "It was not looked at in time." };
}

const TURN_MS = 50;

async function look(fingerprint: string, served: Asked): Promise<Raised | undefined> {
  const { alerts } = await ask(served, { method: "GET", path: "/v1/alerts" }, AlertsView);
  const alert = alerts.find((one) => one.fingerprint === fingerprint);
  if (alert === undefined || alert.result === null) return undefined;
  const path = `/v1/alerts/${alert.id}/why`;
  const { verdicts, sentences } = await ask(served, { method: "GET", path }, WhyView);
  const run = verdicts.at(-1)?.run ?? null;
  return run === null ? { is: "none", why: sentences[0] ?? "" } : { is: "run", run };
}

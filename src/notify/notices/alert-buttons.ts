import { type WebAddress, webAddress } from "../../model/web-address.ts";
import type { Button } from "../../model/notice.ts";
import type { KnownAlert } from "../../ports/message-store.ts";

/**
 * The way to what fires, to what is written about it, and to where it can be silenced. An alert says
 * by itself where these are, so each button shows whose page it opens.
 */
export function alertButtons(alerts: readonly KnownAlert[]): readonly Button[] {
  const [alert] = alerts;
  if (alert === undefined) return [];
  const { annotations, labels } = alert;
  const name = labels["alertname"] ?? "the alert";
  return [
    ...openButton("Alert", name, webAddress(alert.generatorUrl ?? undefined)),
    ...openButton("Runbook", name, webAddress(annotations["runbook_url"])),
    ...openButton("Silence", name, silencePage(alert)),
  ];
}

function openButton(label: string, name: string, to: WebAddress | undefined): readonly Button[] {
  if (to === undefined) return [];
  const host = to.host.length > LONGEST_HOST ? `…${to.host.slice(-LONGEST_HOST)}` : to.host;
  return [
    {
      label: `${label} (${host})`,
      spoken: `${label} of ${name.slice(0, LONGEST_NAME)} at ${host}`,
      tone: "plain",
      does: { is: "open", url: to.href },
    },
  ];
}

/** The end of a host says whose it is. */
const LONGEST_HOST = 40;
const LONGEST_NAME = 20;

/** With every label filled in: a silence for fewer of them would hush more than is meant. */
function silencePage({ senderUrl, labels, closedAt }: KnownAlert): WebAddress | undefined {
  const names = Object.keys(labels);
  if (senderUrl === null || closedAt !== null || !names.every((name) => PLAIN.test(name)))
    return undefined;
  const matchers = Object.entries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  const filter = encodeURIComponent(`{${matchers.join(",")}}`.toWellFormed());
  return webAddress(`${senderUrl.replace(/\/$/, "")}/#/silences/new?filter=${filter}`);
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

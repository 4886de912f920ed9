import { setTimeout as pause } from "node:timers/promises";
import { groupOf, manyAlerts } from "./many-alerts.ts";

export const TOKEN = "a-token-for-the-bench";

export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Posted {
  /** From the moment at which a message was due until its answer, in milliseconds. */
  readonly times: readonly number[];
  /** How often each status was the answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Whose "yes" was heard. */
  readonly acked: ReadonlySet<string>;
}

/**
 * Posts single new alerts at this pace, to one address after the other, whether or not the answers
 * before have come: who waits for answers measures too little of a server that stands still.
 */
export async function postSteadily(
  urls: readonly string[],
  { perSecond, seconds }: Pace,
): Promise<Posted> {
  const alerts = manyAlerts(perSecond * seconds);
  const times: number[] = [];
  const answers: Record<string, number> = {};
  const acked = new Set<string>();
  const began = performance.now();
  const posts = alerts.map(async (alert, nth) => {
    const due = (nth * 1_000) / perSecond;
    await pause(due);
    const status = await post(urls[nth % urls.length] ?? "", groupOf([alert]));
    times.push(performance.now() - began - due);
    answers[status] = (answers[status] ?? 0) + 1;
    if (status === "200") acked.add(alert.fingerprint);
  });
  await Promise.all(posts);
  return { times, answers, acked };
}

async function post(url: string, body: string): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  try {
    const answer = await fetch(`${url}/webhooks/alertmanager/default`, {
      method: "POST",
      body,
      headers,
    });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch {
    return "none";
  }
}

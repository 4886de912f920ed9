import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { askServer } from "../../../src/cli/server/ask-server.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import { type Door, type ServeFleet, TOKEN } from "./serve-fleet.ts";

/** What was asked of Pitcrew, and was answered with yes. */
export interface Accepted {
  readonly alerts: readonly string[];
  readonly runs: readonly string[];
}

export interface Load {
  /** Asks no more, and waits for what is on its way. */
  readonly stop: () => Promise<Accepted>;
  /** What was answered with neither yes nor a 503, in words. */
  readonly refused: readonly string[];
  /** So often a 503 or a connection that broke was followed by another try. */
  readonly retries: () => number;
}

/** `away`: nobody is there, or says that they cannot for now. */
type Reply = "accepted" | "away" | { readonly because: string };

/** Sends alerts and orders in turn, so many of both in a minute, and each until it is accepted. */
export function startLoad(fleet: Pick<ServeFleet, "doors">, perMinute: number): Load {
  const accepted = { alerts: [] as string[], runs: [] as string[] };
  const refused: string[] = [];
  let retries = 0;
  let isOver = false;

  /** Alertmanager and people alike try again where nobody is, at another door each time. */
  async function insist(ask: (door: Door) => Promise<Reply>): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      const doors = fleet.doors();
      const door = doors[attempt % doors.length];
      const reply = door === undefined ? "away" : await ask(door);
      if (reply === "accepted") return true;
      if (reply !== "away") {
        refused.push(reply.because);
        return false;
      }
      retries += 1;
      await pause(200);
    }
  }

  async function sendAlert(shop: string): Promise<void> {
    const body = JSON.stringify(groupOf(shop));
    const isIn = await insist(async ({ url }) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${TOKEN}` };
      const address = `${url}/webhooks/alertmanager/default`;
      const answer = await fetch(address, { method: "POST", body, headers }).catch(() => undefined);
      if (answer === undefined || answer.status === 503) return "away";
      return answer.ok ? "accepted" : { because: `An alert was answered with ${answer.status}` };
    });
    if (isIn) accepted.alerts.push(shop);
  }

  async function order(shop: string): Promise<void> {
    const id = randomUUID();
    const request = {
      method: "POST",
      path: "/v1/runs",
      body: { id, playbook: "change", params: { shop } },
    } as const;
    const isIn = await insist(async ({ server }) => {
      const reply = await askServer(server, request, RunView);
      if (reply.is === "unreached") return "away";
      return reply.is === "answered" ? "accepted" : { because: reply.problem.message };
    });
    if (isIn) accepted.runs.push(id);
  }

  async function goOn(): Promise<void> {
    const sent: Promise<void>[] = [];
    for (let n = 0; !isOver; n += 1) {
      sent.push(n % 2 === 0 ? sendAlert(`alert-${n}`) : order(`order-${n}`));
      await pause(60_000 / perMinute);
    }
    await Promise.all(sent);
  }

  const going = goOn();
  return {
    stop: async () => {
      isOver = true;
      await going;
      return accepted;
    },
    refused,
    retries: () => retries,
  };
}

/** As Alertmanager sends it. */
function groupOf(shop: string): object {
  const labels = { alertname: "ShopSlow", shop };
  const alert = {
    status: "firing",
    labels,
    annotations: {},
    startsAt: new Date().toISOString(),
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "",
    fingerprint: createHash("sha256").update(shop).digest("hex").slice(0, 16),
  };
  return {
    version: "4",
    groupKey: `{}:{shop="${shop}"}`,
    truncatedAlerts: 0,
    status: "firing",
    receiver: "pitcrew",
    groupLabels: labels,
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: "http://alertmanager.example",
    alerts: [alert],
  };
}

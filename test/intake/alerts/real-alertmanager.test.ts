import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { configFor, fire } from "../../alertmanager/alerts.ts";
import {
  type AlertmanagerServer,
  hasAlertmanager,
  peerAddressOf,
  startAlertmanager,
} from "../../alertmanager/server.ts";
import { servedProject, urlOf } from "../../cli/served-project.ts";
import { startPrometheus } from "../../prometheus/server.ts";
import { freshDatabase } from "../../postgres/server.ts";

const TOKEN = "a-token-for-this-test-alone";

describe.skipIf(!hasAlertmanager)("a pair of real Alertmanagers", () => {
  test("gets each alert one run, however often the server dies", { timeout: 0 }, async () => {
    const { ask, webhook, project } = await served({ "playbooks/looks.yaml": LOOKS });
    const peers = await startPair(webhook);

    for (let round = 0; round < KILLS; round++) {
      const alerts = namesOf(round).map((alertname) => ({ labels: { alertname } }));
      await Promise.all(peers.map(({ url }) => fire(url, alerts)));
      // In the middle of it: some of this round are stored, others on their way.
      await until(ask, `select from occurrences having count(*) > ${round * ALERTS}`);
      await project.stop("SIGKILL");
      project.launchAgain();
      await project.linesUntil("listening at http");
    }
    const all = KILLS * ALERTS;
    await until(ask, `select from occurrences where result = 'started' having count(*) = ${all}`);
    await until(ask, `select from runs where ended_at is not null having count(*) >= ${all}`);

    expect(await ask("select from runs")).toHaveLength(all);
    expect(await ask("select from occurrences")).toHaveLength(all);
    const runs = await ask("select distinct run_id from verdicts where run_id is not null");
    expect(runs).toHaveLength(all);
  });

  test("tells of the end of an alert, and the server closes it", async () => {
    const { ask, webhook } = await served({ "playbooks/looks.yaml": LOOKS });
    const peers = await startPair(webhook);
    const labels = { alertname: "PairEnds" };
    await Promise.all(peers.map(({ url }) => fire(url, [{ labels }])));
    await until(ask, "select from occurrences where result = 'started'");

    const endsAt = new Date().toISOString();
    await Promise.all(peers.map(({ url }) => fire(url, [{ labels, endsAt }])));

    await until(ask, "select from occurrences where closed_because = 'resolved'");
    expect(await ask("select from occurrences")).toHaveLength(1);
  });
});

test.skipIf(!hasAlertmanager)(
  "the shipped rules in a real Prometheus drive a run to its end through a real Alertmanager",
  async () => {
    const port = await freePort();
    const config = configFor(webhookAt(port), TOKEN);
    const alertmanager = await startAlertmanager({ config });
    onTestFinished(alertmanager.stop);
    const rules = (await readFile(RULES, "utf8")).replaceAll(/for: \d+m/g, "for: 1s");
    const prometheus = await startPrometheus(METRICS, { rules, alertmanager: alertmanager.url });
    onTestFinished(prometheus.stop);

    const files = {
      "playbooks/stuck.yaml": STUCK,
      "connections.yaml": connectionTo(prometheus.url),
    };
    const { ask } = await served(files, port);

    await until(ask, "select from occurrences where result is not null having count(*) = 6");
    await until(ask, "select from runs where ended_at is not null");
    expect(await ask("select playbook, outcome, params::text, mode from runs")).toEqual([
      {
        playbook: "stuck",
        outcome: "nothing_to_do",
        params: '{"workflow":"w-7"}',
        mode: "suggest",
      },
    ]);
    expect(
      await ask("select labels ->> 'alertname' as name, result from occurrences order by 1"),
    ).toEqual([
      { name: "HighQueueDepth", result: "unmatched" },
      { name: "HighTaskLatency", result: "unmatched" },
      { name: "QueueBacklog", result: "unmatched" },
      { name: "QueueBacklogCritical", result: "unmatched" },
      { name: "WorkflowStuck", result: "started" },
      { name: "WorkflowStuckCritical", result: "unmatched" },
    ]);
  },
);

const RULES = "playbooks/alerts/workflow-engine.yaml";

const METRICS = `workflow_queue_depth 1250
workflow_task_duration_seconds 400
workflow_pending_duration_seconds{workflow_id="w-7"} 4000
`;

/** Asks the Prometheus that raised the alert whether it was right. */
const STUCK = `format: 1
name: stuck
version: 1.0.0
owner: team-shop
severity: low
summary: Looks at a workflow that does not move
match: { alert: WorkflowStuck }
params: { workflow: { type: id, from: alert.labels.workflow_id } }
steps:
  - id: pending
    kind: prometheus.value
    with: { connection: metrics, query: max(workflow_pending_duration_seconds) }
  - id: stuck
    kind: stop
    when: steps.pending.outputs.value == 4000.0
    with: { outcome: nothing_to_do, reason: "\${{ params.workflow }} has been pending long enough" }
  - id: hand_over
    kind: escalate
    with: { to: team-shop, reason: "\${{ params.workflow }} is not what the alert says" }
`;

function connectionTo(prometheus: string): string {
  const metrics = {
    type: "prometheus",
    base_url: prometheus,
    insecure: true,
    allow_addresses: ["127.0.0.0/8"],
  };
  return JSON.stringify({ format: 1, connections: { metrics } });
}

const KILLS = Number(process.env["ALERT_KILLS"] ?? 5);
const ALERTS = 4;

const LOOKS = `format: 1
name: looks
version: 1.0.0
owner: team-shop
severity: low
summary: Looks and goes
match: { alert: "Pair*" }
steps:
  - id: done
    kind: stop
    with: { outcome: nothing_to_do, reason: looked }
`;

function namesOf(round: number): readonly string[] {
  return Array.from({ length: ALERTS }, (_none, nth) => `Pair${round}x${nth}`);
}

async function served(files: Readonly<Record<string, string>>, at?: number) {
  const address = await freshDatabase();
  const port = at ?? (await freePort());
  const project = await servedProject(files, {
    DATABASE_URL: urlOf(address),
    PORT: String(port),
    PITCREW_WEBHOOK_TOKEN: TOKEN,
  });
  await project.linesUntil("listening at http");
  return { project, webhook: webhookAt(port), ask: await asking(address) };
}

function webhookAt(port: number): string {
  return `http://127.0.0.1:${port}/webhooks/alertmanager/default`;
}

async function startPair(webhook: string): Promise<readonly AlertmanagerServer[]> {
  const config = configFor(webhook, TOKEN);
  const first = await startAlertmanager({ config, peer: "first" });
  onTestFinished(first.stop);
  const second = await startAlertmanager({ config, peer: await peerAddressOf(first) });
  onTestFinished(second.stop);
  return [first, second];
}

/** One that nobody listens at, so that a server can come back to it. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  server.close();
  await once(server, "close");
  return port;
}

type Ask = (sql: string) => Promise<readonly object[]>;

async function asking(address: Parameters<typeof urlOf>[0]): Promise<Ask> {
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  return async (sql) => (await client.query(sql)).rows;
}

/** The database tells nobody what changes in it, so it is asked again. */
async function until(ask: Ask, sql: string): Promise<void> {
  while ((await ask(sql)).length === 0) await pause(50);
}

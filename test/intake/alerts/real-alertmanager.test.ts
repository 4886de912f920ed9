import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
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
  test("gets each alert one run, however often the server that takes them is killed", async () => {
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
  "the rules of a real Prometheus drive runs to their end through a real Alertmanager",
  async () => {
    const { ask, webhook } = await served({ "playbooks/stuck.yaml": STUCK });
    const alertmanager = await startAlertmanager({ config: configFor(webhook, TOKEN) });
    onTestFinished(alertmanager.stop);

    const prometheus = await startPrometheus(METRICS, {
      rules: RULES,
      alertmanager: alertmanager.url,
    });
    onTestFinished(prometheus.stop);

    await until(ask, "select from runs where ended_at is not null");
    await until(ask, "select from occurrences having count(*) = 2 and count(result) = 2");
    expect(await ask("select playbook, outcome, params::text from runs")).toEqual([
      { playbook: "stuck", outcome: "nothing_to_do", params: '{"workflow":"w-7"}' },
    ]);
    expect(
      await ask("select labels ->> 'alertname' as name, result from occurrences order by 1"),
    ).toEqual([
      { name: "HighQueueDepth", result: "unmatched" },
      { name: "WorkflowStuck", result: "started" },
    ]);
  },
);

const METRICS = `workflow_queue_depth 250
workflow_pending_duration_seconds{workflow_id="w-7"} 4000
`;

const RULES = `groups:
  - name: workflow-engine
    rules:
      - { alert: HighQueueDepth, expr: workflow_queue_depth > 100, for: 1s, labels: { severity: warning } }
      - { alert: WorkflowStuck, expr: workflow_pending_duration_seconds > 3600, for: 1s }
`;

const STUCK = `format: 1
name: stuck
version: 1.0.0
owner: team-shop
severity: low
summary: Looks at a workflow that does not move
match: { alert: WorkflowStuck }
params: { workflow: { type: id, from: alert.labels.workflow_id } }
steps:
  - id: done
    kind: stop
    with: { outcome: nothing_to_do, reason: "looked at \${{ params.workflow }}" }
`;

const KILLS = 5;
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

async function served(files: Readonly<Record<string, string>>) {
  const address = await freshDatabase();
  const port = await freePort();
  const project = await servedProject(files, {
    DATABASE_URL: urlOf(address),
    PORT: String(port),
    PITCREW_WEBHOOK_TOKEN: TOKEN,
  });
  await project.linesUntil("listening at http");
  const webhook = `http://127.0.0.1:${port}/webhooks/alertmanager/default`;
  return { project, webhook, ask: await asking(address) };
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

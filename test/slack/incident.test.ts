import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../postgres/server.ts";
import { clusterForTests } from "../kubernetes/cluster-for-tests.ts";
import { servedProject, urlOf } from "../cli/served-project.ts";
import { drawMessage, drawPage } from "./draw-message.ts";
import { payloadOf, SECRET } from "./signed.ts";
import { type Kept, openWorkspace, TEAM, TOKEN } from "./workspace.ts";

const CHROMIUM = "/usr/bin/chromium";
const ADA = "U02ADA7QK";
const BEN = "U03BENOKA";
const ALERTS_TOKEN = "a-token-of-the-source";

const PLAYBOOK = (namespace: string) => `format: 1
name: more-workers
version: 1.4.0
owner: platform
severity: high
summary: More comes in than the workers take out, so there have to be more of them.
match: { alert: QueueBacklogHigh }
params:
  queue: { type: name, from: alert.labels.queue }
  env: { type: name, from: alert.labels.env }
safety:
  mode: approve
  cooldown: 10m
  max_runs: 5 per 24h
  lock: queue/\${{ params.queue }}
  deadline: 1h
steps:
  - id: workers
    kind: k8s.workload
    with: { connection: prod, namespace: ${namespace}, deployment: worker-orders }
  - id: scale
    kind: k8s.scale
    with: { connection: prod, namespace: ${namespace}, deployment: worker-orders, replicas: 5, max: 6 }
    timeout: 5m
    approve: { by: [platform], expires: 15m }
    verify:
      kind: k8s.workload
      with: { connection: prod, namespace: ${namespace}, deployment: worker-orders }
      that: after.available == 5
      every: 1s
      within: 2m
`;

const DIRECTORY = `format: 1
time_zone: Europe/Berlin
people:
  ada: { name: Ada Moreau, email: ada@example.com, slack: U02ADA7QK }
  ben: { name: Ben Okafor, email: ben@example.com, slack: U03BENOKA }
channels: { platform-incidents: C04INCIDENT }
teams:
  platform:
    channel: platform-incidents
    members: { ada: [responder, approver], ben: [responder] }
`;

test("an incident in Slack, from the alert to the undo, reads well on a phone and on a desk", async () => {
  const workspace = await openWorkspace([{ id: ADA }, { id: BEN }]);
  const { server, url, alert } = await served(workspace.apiUrl);
  const drawn: string[] = [];
  const draw = (name: string, { blocks }: Pick<Kept, "blocks">) =>
    void drawn.push(drawMessage(name, blocks));
  const press = async (kept: Kept, label: string, id = ADA) => {
    const buttons = kept.blocks.flatMap((block) =>
      block.type === "actions" ? block.elements : [],
    );
    const button = buttons.find((one) => one.type === "button" && one.text.text.startsWith(label));
    if (button === undefined) throw new Error(`There is no button ${label}`);
    const request = payloadOf({
      type: "block_actions",
      user: { id },
      team: { id: TEAM },
      trigger_id: workspace.trigger(`${label}-${workspace.replies.length}`),
      response_url: workspace.responseUrl(label.toLowerCase()),
      actions: [button],
    });
    expect((await fetch(`${url}/slack/events`, request)).status).toBe(200);
  };
  const message = (begins: string, isOf: (kept: Kept) => boolean = () => true) =>
    workspace.until(() =>
      workspace.messages.find((kept) => kept.text.startsWith(begins) && isOf(kept)),
    );
  const isCard = ({ channel }: Kept) => channel === "D02ADA7QK";

  await alert();
  const suggested = await message("SUGGESTED");
  draw("What a new playbook would do", suggested);
  await press(suggested, "Start", BEN);
  const live = await message("WAITING FOR YOU");
  draw("The run, while it waits", live);
  const card = await message("Approval needed", isCard);
  draw("The card, to Ada alone", card);
  await press(card, "Approve");
  draw("The same card, decided", await message("Approved by Ada Moreau", isCard));
  await message("FIXED in");
  draw("The run, when it has helped", live);
  expect(live.text).toMatch(/^FIXED in .*: more-workers · orders \(prod\): Verified: scale\.$/);
  expect(JSON.stringify(live.blocks)).toContain("Nobody was paged.");
  await press(live, "Undo 5 → 3");
  await workspace.until(() => (live.text.includes(", undone") ? true : undefined));
  draw("The run, taken back", live);
  for (const kept of workspace.messages.filter(({ thread }) => thread !== undefined)) {
    if (!kept.text.startsWith("Approved")) draw("In its thread", kept);
  }
  expect(await server.stop("SIGTERM")).toBe(0);

  await look(drawPage(drawn));
});

/** A Pitcrew as docs/slack.md has it set up, over HTTP, beside a cluster that it may change. */
async function served(apiUrl: string) {
  const { kubeconfig, namespace, practice } = await clusterForTests();
  if (practice === undefined) throw new Error("This incident is for a practice cluster");
  practice.cluster.apply(deployment(namespace));
  const settings = `format: 1
server: { public_url: https://pitcrew.example.com }
slack: { api_url: "${apiUrl}" }
sources: { main: { tokens: [env:ALERTS_TOKEN] } }
`;
  const connections = `format: 1
connections: { prod: { type: kubernetes, kubeconfig: "file:${kubeconfig}", namespaces: [${namespace}] } }
`;
  const server = await servedProject(
    {
      "playbooks/more-workers.yaml": PLAYBOOK(namespace),
      "directory.yaml": DIRECTORY,
      "connections.yaml": connections,
      "pitcrew.yaml": settings,
    },
    {
      DATABASE_URL: urlOf(await freshDatabase()),
      ALERTS_TOKEN,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
      PORT: "0",
    },
  );
  const lines = await server.linesUntil("listening at http");
  const url = /http\S+/.exec(lines.join("\n"))?.[0] ?? "";
  const post = async () => {
    const answer = await fetch(`${url}/webhooks/alertmanager/main`, {
      method: "POST",
      headers: { authorization: `Bearer ${ALERTS_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(GROUP),
    });
    expect(answer.status).toBe(200);
  };
  return { server, url, alert: post };
}

const GROUP = {
  version: "4",
  groupKey: '{}:{alertname="QueueBacklogHigh"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "pitcrew",
  groupLabels: { alertname: "QueueBacklogHigh" },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "https://alerts.example.com",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "QueueBacklogHigh", queue: "orders", env: "prod" },
      annotations: { runbook_url: "https://wiki.example.com/runbooks/queue-backlog" },
      startsAt: "2026-11-21T02:00:00Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "https://prometheus.example.com/graph?g0.expr=backlog",
      fingerprint: "5f0c7a3d2e1b4c6a",
    },
  ],
};

function deployment(namespace: string) {
  const labels = { app: "worker-orders" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "worker-orders", namespace },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "main", image: "w:1" }] } },
    },
  };
}

/** Nothing may be wider than a phone. With `SLACK_SHOTS`, pictures stay in that folder. */
async function look(page: string): Promise<void> {
  if (!existsSync(CHROMIUM)) return;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  onTestFinished(() => browser.close());
  for (const [name, width] of [
    ["phone", 360],
    ["desk", 900],
  ] as const) {
    const opened = await browser.newPage({ viewport: { width, height: 800 } });
    await opened.setContent(page);
    const wide = await opened.evaluate("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(width);
    const folder = process.env["SLACK_SHOTS"];
    if (folder !== undefined)
      await opened.screenshot({ path: join(folder, `slack-${name}.png`), fullPage: true });
  }
}

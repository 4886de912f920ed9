import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import type { z } from "zod";
import { jobsOf } from "../../../src/cli/drill/range-jobs.ts";
import { rangeConnections } from "../../../src/cli/drill/range-connections.ts";
import { untilLooked } from "../../../src/cli/drill/until-looked.ts";
import { askServer } from "../../../src/cli/server/ask-server.ts";
import { serverOf } from "../../../src/cli/server/server.ts";
import { Rules, scaleRules } from "../../../src/drills/alerts/rules.ts";
import { FAULTS } from "../../../src/drills/range/faults/all.ts";
import { startLocalPrometheus } from "../../../src/drills/scenario/find-prometheus.ts";
import { AlertsView, WhyView } from "../../../src/intake/api/views/alert-view.ts";
import { startAlertmanager } from "../../alertmanager/server.ts";
import { servedProject, urlOf } from "../../cli/served-project.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { PACE, rangeForTests } from "../range/range-for-tests.ts";

/** How the range is broken, and which playbook then takes each alert that fires. */
const TABLE: readonly [readonly string[], Readonly<Record<string, string>>][] = [
  [["engine-down"], { EngineDown: "engine-down", WorkflowEngineDown: "engine-down" }],
  [["workflows-fail"], { WorkflowFailureRate: "workflow-failures" }],
  [["workers-down"], { AllWorkersDown: "workers-down", WorkflowWorkersDown: "workers-down" }],
  [
    ["task-not-readable"],
    { WorkflowStuck: "workflow-stuck", WorkflowStuckCritical: "workflow-stuck" },
  ],
  // Workers that take nothing keep the queue long for the ten minutes that a rule wants.
  [["no-workers", "backlog"], { QueueBacklog: "queue-backlog", HighQueueDepth: "queue-backlog" }],
  [["no-workers", "backlog-critical"], { QueueBacklogCritical: "queue-backlog" }],
  [["long-calls"], { HighTaskLatency: "task-timeout" }],
  [["workers-restarting"], { WorkerRestarting: "worker-memory" }],
];

/** All of them take minutes; two are enough to see that the way is open. */
const tried = process.env["EVERY_ALERT"] === undefined ? TABLE.slice(0, 2) : TABLE;

test.each(tried)(
  "%j: Prometheus and Alertmanager raise what the table says, and its playbook takes it",
  async (faults, expected) => {
    const range = await rangeForTests();
    const relay = await startRelay();
    const alertmanager = await startAlertmanager({ config: alertmanagerConfig(relay.url) });
    onTestFinished(alertmanager.stop);
    const rules = Rules.parse(
      parse(await readFile("playbooks/alerts/workflow-engine.yaml", "utf8")),
    );
    const prometheus = await startLocalPrometheus({
      jobs: jobsOf(range),
      rules: scaleRules(rules, PACE),
      alertmanager: alertmanager.url,
    });
    onTestFinished(prometheus.stop);
    const { server, look } = await serveOn(range, prometheus.url, relay.token);
    const [line = ""] = (await server.linesUntil("listening at http")).slice(-1);
    relay.passOnTo(line.replace("listening at ", ""));

    await untilLooked(prometheus.url);
    for (const name of faults) {
      await FAULTS.find((fault) => fault.name === name)?.breakIt(range.system);
    }

    const wanted = Object.keys(expected);
    const taken = new Map<string, string | undefined>();
    while (wanted.some((alert) => taken.get(alert) === undefined)) {
      for (const [alert, playbook] of await look()) taken.set(alert, playbook);
      await new Promise((go) => setTimeout(go, 100));
    }
    expect(Object.fromEntries(wanted.map((alert) => [alert, taken.get(alert)]))).toEqual(expected);
  },
);

/** A Pitcrew with everything that is shipped, and what it makes of each alert. */
async function serveOn(
  range: Awaited<ReturnType<typeof rangeForTests>>,
  prometheusUrl: string,
  token: string,
) {
  const redisFile = `${range.redisUrl}.url`;
  await writeFile(redisFile, range.redisUrl);
  const connections = rangeConnections({ ...range, redisFile, prometheusUrl });
  const names = (await readdir("playbooks")).filter((name) => name.endsWith(".yaml"));
  const files = await Promise.all(
    names.map(async (name) => [`playbooks/${name}`, await readFile(`playbooks/${name}`, "utf8")]),
  );
  const server = await servedProject(
    {
      ...Object.fromEntries(files),
      "connections.yaml": JSON.stringify({ format: 1, connections }),
    },
    { DATABASE_URL: urlOf(await freshDatabase()), PITCREW_WEBHOOK_TOKEN: token },
  );
  const here = serverOf({ dataDir: server.path(".pitcrew") });
  const look = async (): Promise<readonly (readonly [string, string | undefined])[]> => {
    const { alerts } = await ask("/v1/alerts", AlertsView);
    return Promise.all(
      alerts
        .filter(({ result }) => result !== null)
        .map(async ({ id, labels }) => {
          const { verdicts } = await ask(`/v1/alerts/${id}/why`, WhyView);
          const chosen = verdicts.findLast(({ report }) => report.chosen !== null)?.report.chosen;
          return [labels["alertname"] ?? "", chosen?.playbook] as const;
        }),
    );
  };
  async function ask<View>(path: string, schema: z.ZodType<View>): Promise<View> {
    const reply = await askServer(here, { method: "GET", path }, schema);
    if (reply.is !== "answered") throw new Error(`${path} is ${reply.is}`);
    return reply.value;
  }
  return { server, look };
}

/** Passes on what Alertmanager sends, once it is known where to; until then Alertmanager tries again. */
async function startRelay() {
  let target: string | undefined;
  const token = randomUUID();
  async function passOn(body: string): Promise<number> {
    if (target === undefined) return 503;
    const answer = await fetch(`${target}/webhooks/alertmanager/default`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body,
    });
    return answer.status;
  }
  const server = createServer((request, response) => {
    void text(request)
      .then(passOn)
      .then((status) => response.writeHead(status).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    passOnTo: (url: string) => {
      target = url;
    },
  };
}

function alertmanagerConfig(url: string): string {
  return JSON.stringify({
    route: { receiver: "pitcrew", group_by: ["..."], group_wait: "100ms", group_interval: "1s" },
    receivers: [{ name: "pitcrew", webhook_configs: [{ url }] }],
  });
}

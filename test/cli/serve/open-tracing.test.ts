import { createServer, type IncomingHttpHeaders } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { openTracing } from "../../../src/cli/serve/open-tracing.ts";
import { redactionOf } from "../../../src/model/redaction.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { startCollector } from "../../tracing/collector.ts";
import { servedProject, urlOf } from "../served-project.ts";

const ALERT = {
  version: "4",
  groupKey: "g",
  truncatedAlerts: 0,
  status: "firing",
  receiver: "pitcrew",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager.example",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "ShopSlow", shop: "lyon" },
      annotations: {},
      startsAt: new Date(Date.now() - 60_000).toISOString(),
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "",
      fingerprint: "f0e1d2c3b4a59687",
    },
  ],
};

test("an alert can be followed to its effects, as one trace that leads back to its source", async () => {
  const { endpoint, spans } = await startCollector();
  const shop = await startShop();
  const { linesUntil } = await servedProject(filesFor(shop.url), {
    DATABASE_URL: urlOf(await freshDatabase()),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    PITCREW_WEBHOOK_TOKEN: "t".repeat(32),
    PORT: "0",
  });
  const lines = await linesUntil("http://");
  const url = /http:\/\/\S+/.exec(lines.join("\n"))?.[0] ?? "";
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

  const answer = await fetch(`${url}/webhooks/alertmanager/default`, {
    method: "POST",
    body: JSON.stringify(ALERT),
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${"t".repeat(32)}`,
      traceparent,
    },
  });
  expect(answer.status).toBe(200);
  await vi.waitUntil(() => spans.some(({ name }) => name === "run look-at-shop"), FOREVER);

  const [alert] = spans.filter(({ name }) => name === "alert taken in");
  const [run] = spans.filter(({ name }) => name === "run look-at-shop");
  const [call] = spans.filter(({ name }) => name === "http.get run");
  expect(new Set([alert, run, call].map((span) => span?.traceId)).size).toBe(1);
  expect([alert?.parentSpanId, call?.parentSpanId]).toEqual([run?.spanId, run?.spanId]);
  expect(alert?.links).toEqual([{ traceId: "a".repeat(32), spanId: "b".repeat(16) }]);
  expect(shop.headers["traceparent"]).toBe(`00-${call?.traceId}-${call?.spanId}-01`);
});

test("no secret leaves with a span", async () => {
  const { endpoint, spans } = await startCollector();
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { measures, stop } = await openTracing("w", "1", redactionOf(["hunter2-hunter2"]));

  measures[0]?.effect?.({
    run: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90",
    step: "hunter2-hunter2",
    item: 0,
    kind: "http.get",
    phase: "run",
    attempt: 1,
    result: "failed",
    failure: { code: "E601", message: "https://user:hunter2-hunter2@shop did not answer" },
    ms: 3,
  });
  await stop();

  expect(spans).toHaveLength(1);
  expect(inspect(spans, { depth: null })).not.toContain("hunter2");
});

test("nobody is told, and nothing is said of traces, while nobody wants to follow", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "");
  onTestFinished(() => void vi.unstubAllEnvs());

  const { measures, traceparent } = await openTracing("w", "1", redactionOf([]));

  expect(measures).toEqual([]);
  expect(traceparent).toEqual({});
});

test("nobody waits for those who follow when they are away", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
  onTestFinished(() => void vi.unstubAllEnvs());
  const { measures, stop } = await openTracing("w", "1", redactionOf([]));

  measures[0]?.approval?.({
    run: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90",
    step: "clear",
    round: 1,
    standing: "granted",
    askedAt: 0,
    ms: 1,
  });

  await expect(stop()).resolves.toBeUndefined();
});

const FOREVER = { timeout: 0x7fff_ffff, interval: 50 };

async function startShop() {
  const headers: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    Object.assign(headers, request.headers);
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return { headers, url: `http://127.0.0.1:${port}` };
}

function filesFor(shop: string): Readonly<Record<string, string>> {
  return {
    "connections.yaml": `format: 1
connections:
  shop: { type: http, base_url: "${shop}", insecure: true, allow_addresses: [127.0.0.1/32] }
`,
    "playbooks/look-at-shop.yaml": `format: 1
name: look-at-shop
version: 1.0.0
owner: team-shop
severity: low
summary: Looks at the shop
match: { alert: ShopSlow }
steps:
  - id: look
    kind: http.get
    with: { connection: shop, path: /health }
`,
  };
}

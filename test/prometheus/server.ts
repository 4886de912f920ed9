import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "yaml";
import type { MetricsText } from "../../src/ports/measures.ts";
import {
  type LocalPrometheus,
  startLocalPrometheus,
} from "../../src/drills/scenario/find-prometheus.ts";

export type { LocalPrometheus as PrometheusServer };

/** Rules as YAML, and the Alertmanager that hears what comes of them. */
interface Alerting {
  readonly rules: string;
  readonly alertmanager: string;
}

/** What is scraped: a text in the older format, or what somebody answers who is asked for a format. */
type Metrics = string | ((accept: string | undefined) => Promise<MetricsText>);

/** A real Prometheus of this test file alone, which has scraped these metrics. */
export async function startPrometheus(
  metrics: Metrics,
  alerting?: Alerting,
): Promise<LocalPrometheus> {
  const exporter = await startExporter(metrics);
  const heard = alerting && {
    alertmanager: alerting.alertmanager,
    rules: parse(alerting.rules) as object, // Prometheus says what is wrong with them
  };
  const prometheus = await startLocalPrometheus({ jobs: { test: exporter.url }, ...heard });
  await exporter.isScraped;
  return {
    url: prometheus.url,
    stop: async () => {
      await prometheus.stop();
      exporter.close();
    },
  };
}

/** What is scraped is stored before the next scrape begins. */
async function startExporter(metrics: Metrics) {
  const { promise: isScraped, resolve } = Promise.withResolvers<void>();
  let scrapes = 0;
  const server = createServer((request, response) => {
    scrapes += 1;
    if (scrapes === 2) resolve();
    void answer(metrics, request.headers.accept).then(({ contentType, text }) =>
      response.writeHead(200, { "content-type": contentType }).end(text),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, isScraped, close };
}

async function answer(metrics: Metrics, accept: string | undefined): Promise<MetricsText> {
  if (typeof metrics !== "string") return metrics(accept);
  return { contentType: "text/plain; version=0.0.4", text: metrics };
}

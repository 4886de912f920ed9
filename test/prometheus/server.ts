import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";

const PROGRAM = "prometheus";

/** A real Prometheus of this test file alone. */
export interface PrometheusServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Rules, and the Alertmanager that hears what comes of them. */
interface Alerting {
  readonly rules: string;
  readonly alertmanager: string;
}

/** Starts one that has scraped these metrics, which stand in the text format. */
export async function startPrometheus(
  metrics: string,
  alerting?: Alerting,
): Promise<PrometheusServer> {
  const exporter = await startExporter(metrics);
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-prometheus-"));
  const config = join(folder, "prometheus.yml");
  const rules = join(folder, "rules.yml");
  await writeFile(rules, alerting?.rules ?? "groups: []");
  await writeFile(config, configFor(exporter.port, rules, alerting));
  const server = execa(PROGRAM, flags(folder, config), { reject: false, stdin: "ignore" });
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    await server;
    exporter.close();
    await rm(folder, { recursive: true, force: true });
  };
  const url = await addressIn(createInterface({ input: server.stderr }));
  if (url === undefined) {
    const { code, stderr } = await server;
    await stop();
    throw new Error(
      code === "ENOENT"
        ? "No prometheus on PATH: install one (apt-get install prometheus, brew install prometheus)."
        : `prometheus did not start: ${stderr}`,
    );
  }
  await exporter.isScraped;
  return { url, stop };
}

/** What is scraped is stored before the next scrape begins. */
async function startExporter(metrics: string) {
  const { promise: isScraped, resolve } = Promise.withResolvers<void>();
  let scrapes = 0;
  const server = createServer((_, response) => {
    scrapes += 1;
    if (scrapes === 2) resolve();
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(metrics);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port, isScraped, close };
}

function configFor(port: number, rules: string, alerting: Alerting | undefined): string {
  const targets = alerting === undefined ? [] : [new URL(alerting.alertmanager).host];
  return JSON.stringify({
    global: { scrape_interval: "200ms", scrape_timeout: "200ms", evaluation_interval: "200ms" },
    rule_files: [rules],
    alerting: { alertmanagers: [{ static_configs: [{ targets }] }] },
    scrape_configs: [{ job_name: "test", static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
  });
}

function flags(folder: string, config: string): readonly string[] {
  return [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    "--web.listen-address=127.0.0.1:0",
  ];
}

async function addressIn(lines: AsyncIterable<string>): Promise<string | undefined> {
  let url: string | undefined;
  for await (const line of lines) {
    const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
    if (address !== undefined) url = `http://${address}`;
    if (url !== undefined && line.includes("ready to receive web requests")) return url;
  }
  return undefined;
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";

/** A Prometheus of somebody's own. */
export interface LocalPrometheus {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** What it looks at, what it makes of that, and who hears of it. */
export interface Watching {
  /** The addresses of what has figures, by the names of their jobs. */
  readonly jobs: Readonly<Record<string, string>>;
  readonly rules?: object;
  readonly alertmanager?: string;
}

const PROGRAM = "prometheus";

/** Starts one that looks five times a second, and evaluates its rules as often. */
export async function startLocalPrometheus(watching: Watching): Promise<LocalPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-prometheus-"));
  const config = join(folder, "prometheus.yml");
  const rules = join(folder, "rules.yml");
  await writeFile(rules, JSON.stringify(watching.rules ?? { groups: [] }));
  await writeFile(config, prometheusConfig(watching, rules));
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    "--web.listen-address=127.0.0.1:0",
  ];
  const server = execa(PROGRAM, flags, { reject: false, stdin: "ignore", buffer: false });
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    await server;
    await rm(folder, { recursive: true, force: true });
  };
  const log = await readUntilReady(createInterface({ input: server.stderr }));
  server.stderr.resume();
  if (log.url !== undefined) return { url: log.url, stop };
  const { code } = await server;
  await stop();
  throw new Error(
    code === "ENOENT"
      ? "No prometheus on PATH: install one (apt-get install prometheus, brew install prometheus)."
      : `prometheus did not start: ${log.said.join("\n")}`,
  );
}

/** What such a Prometheus is started with; JSON is YAML. */
export function prometheusConfig({ jobs, alertmanager }: Watching, rules: string): string {
  const targets = alertmanager === undefined ? [] : [new URL(alertmanager).host];
  return JSON.stringify({
    global: { scrape_interval: "200ms", scrape_timeout: "200ms", evaluation_interval: "200ms" },
    rule_files: [rules],
    alerting: { alertmanagers: [{ static_configs: [{ targets }] }] },
    scrape_configs: Object.entries(jobs).map(([name, url]) => ({
      job_name: name,
      static_configs: [{ targets: [new URL(url).host] }],
    })),
  });
}

/** On a busy machine it may say that it is ready before it says where it listens. */
async function readUntilReady(lines: AsyncIterable<string>) {
  const said: string[] = [];
  let url: string | undefined;
  let isReady = false;
  for await (const line of lines) {
    said.push(line);
    const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
    if (address !== undefined) url = `http://${address}`;
    isReady ||= line.includes("ready to receive web requests");
    if (isReady && url !== undefined) return { url, said };
  }
  return { url: undefined, said };
}

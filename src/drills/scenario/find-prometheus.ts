import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";

export interface LocalPrometheus {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PROGRAM = "prometheus";

/** A Prometheus of the drill's own that watches what answers at this address. */
export async function startLocalPrometheus(watched: string): Promise<LocalPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-drill-prometheus-"));
  const config = join(folder, "prometheus.yml");
  await writeFile(config, configFor(watched));
  const flags = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    "--web.listen-address=127.0.0.1:0",
  ];
  const server = execa(PROGRAM, flags, { reject: false, stdin: "ignore", buffer: false });
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    await server;
    await rm(folder, { recursive: true, force: true });
  };
  const url = await addressIn(createInterface({ input: server.stderr }));
  server.stderr.resume();
  if (url !== undefined) return { url, stop };
  await stop();
  throw new Error("prometheus ended before it listened");
}

function configFor(watched: string): string {
  return JSON.stringify({
    global: { scrape_interval: "200ms", scrape_timeout: "200ms" },
    scrape_configs: [{ job_name: "range", static_configs: [{ targets: [new URL(watched).host] }] }],
  });
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

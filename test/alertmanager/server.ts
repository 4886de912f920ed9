import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa, execaSync } from "execa";

const PROGRAM = "prometheus-alertmanager";

export const hasAlertmanager = !execaSync(PROGRAM, ["--version"], { reject: false }).failed;

/** A real Alertmanager of this test file alone, which knows nobody and tells nobody. */
export interface AlertmanagerServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const CONFIG = "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n";

export async function startAlertmanager(): Promise<AlertmanagerServer> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-alertmanager-"));
  await writeFile(join(folder, "alertmanager.yml"), CONFIG);
  const settings = [
    `--config.file=${join(folder, "alertmanager.yml")}`,
    `--storage.path=${folder}`,
    "--cluster.listen-address=",
    "--web.listen-address=127.0.0.1:0",
  ];
  const server = execa(PROGRAM, settings, { reject: false, stdin: "ignore" });
  const address = await addressIn(createInterface({ input: server.stderr }));
  if (address === undefined) throw new Error(`${PROGRAM} did not start: ${(await server).stderr}`);
  return {
    url: `http://${address}`,
    stop: async () => {
      server.kill("SIGKILL");
      await server;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It listens before it says so, and says where in its log. */
async function addressIn(log: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of log) {
    const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  return undefined;
}

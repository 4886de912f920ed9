import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa, execaSync } from "execa";
import { z } from "zod";

const PROGRAM = "prometheus-alertmanager";

export const hasAlertmanager = !execaSync(PROGRAM, ["--version"], { reject: false }).failed;

/** A real Alertmanager of this test file alone, which knows nobody and tells nobody. */
export interface AlertmanagerServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const CONFIG = "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n";

interface Wanted {
  readonly config?: string;
  /** Another of the same cluster, which it shall join; "first" begins one. */
  readonly peer?: string;
}

export async function startAlertmanager({
  config = CONFIG,
  peer,
}: Wanted = {}): Promise<AlertmanagerServer> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-alertmanager-"));
  await writeFile(join(folder, "alertmanager.yml"), config);
  const settings = [
    `--config.file=${join(folder, "alertmanager.yml")}`,
    `--storage.path=${folder}`,
    ...clusterSettings(peer),
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

function clusterSettings(peer: string | undefined): readonly string[] {
  if (peer === undefined) return ["--cluster.listen-address="];
  const quick = ["--cluster.peer-timeout=1s", "--cluster.settle-timeout=1s"];
  const own = ["--cluster.listen-address=127.0.0.1:0", ...quick];
  return peer === "first" ? own : [...own, `--cluster.peer=${peer}`];
}

/** Where the others of its cluster reach it. */
export async function peerAddressOf({ url }: AlertmanagerServer): Promise<string> {
  const status = Status.parse(await (await fetch(`${url}/api/v2/status`)).json());
  const [own] = status.cluster.peers;
  if (own === undefined) throw new Error("This Alertmanager is in no cluster");
  return own.address;
}

const Status = z.object({
  cluster: z.object({ peers: z.array(z.object({ address: z.string() })) }),
});

/** It listens before it says so, and says where in its log. */
async function addressIn(log: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of log) {
    const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  return undefined;
}

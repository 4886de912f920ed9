import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";
import type { JsonObject } from "../../model/json.ts";
import type { Server } from "../server/server.ts";
import { socketPath } from "../../intake/api/socket/socket-path.ts";

/** A whole Pitcrew of a drill's own, as a process beside it. */
export interface ServedBeside {
  /** For people. */
  readonly server: Server;
  /** For alerts. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Wanted {
  /** Where the playbooks are, from the root. */
  readonly playbooks: string;
  readonly connections: JsonObject;
  /** What whoever sends alerts has to show. */
  readonly token: string;
}

/** Starts one that knows nothing but these connections; or what it said when it does not start. */
export async function serveBeside(
  wanted: Wanted,
): Promise<ServedBeside | { readonly said: string }> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-drill-"));
  const dataDir = join(folder, "data");
  await writeFile(
    join(folder, CONNECTIONS),
    JSON.stringify({ format: 1, connections: wanted.connections }),
  );
  const { execPath, execArgv, argv } = process;
  const words = [...execArgv, argv[1] ?? "", "serve", "--playbooks", wanted.playbooks];
  const serving = execa(execPath, words, {
    cwd: folder,
    env: environment(dataDir, wanted.token),
    extendEnv: false,
    reject: false,
    stdin: "ignore",
  });
  const stop = async (): Promise<void> => {
    serving.kill("SIGTERM");
    await serving;
    await rm(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: serving.stdout })) {
    const [, url] = /^listening at (http\S+)$/.exec(line) ?? [];
    if (url === undefined) continue;
    serving.stdout.resume();
    return { server: { is: "here", socket: socketPath(dataDir) }, url, stop };
  }
  const { stderr } = await serving;
  await stop();
  return { said: stderr };
}

const CONNECTIONS = "connections.yaml";

/** Nothing of ours but what programs need: a drill must not page or write to anybody. */
function environment(dataDir: string, token: string): Readonly<Record<string, string>> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    HOST: "127.0.0.1",
    PORT: "0",
    PITCREW_DATA_DIR: dataDir,
    PITCREW_WEBHOOK_TOKEN: token,
  };
}

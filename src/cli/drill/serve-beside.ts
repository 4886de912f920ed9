import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { socketPath } from "../../intake/api/socket/socket-path.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Server } from "../server/server.ts";

/** A whole Pitcrew of a drill's own, as a process beside it. */
export interface ServedBeside {
  /** For people. */
  readonly server: Server;
  /** For alerts; another one when it has come back. */
  readonly url: () => string;
  /** Runs a command as somebody in its folder would. */
  readonly place: Place;
  /** What it has said to people so far, since it was last started. */
  readonly said: () => string;
  /** Kills it in the middle of whatever it does, and starts it again. */
  readonly killAndRestart: () => Promise<void>;
  /** How often it was killed. */
  readonly kills: () => number;
  /** Waits until it has come back from the last time. */
  readonly isBack: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What a process must be started with, to be part of it. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
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
): Promise<ServedBeside | { readonly refused: string }> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-drill-"));
  const dataDir = join(folder, "data");
  const place = { cwd: folder, env: environment(dataDir, wanted.token) };
  // A database that was just killed may still write its last files.
  const leave = (): Promise<void> =>
    rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  await writeFile(
    join(folder, CONNECTIONS),
    JSON.stringify({ format: 1, connections: wanted.connections }),
  );
  const first = await launch(wanted.playbooks, place);
  if ("refused" in first) {
    await leave();
    return first;
  }
  let served = first;
  let kills = 0;
  let back = Promise.resolve();

  async function killAndRestart(): Promise<void> {
    await served.end("SIGKILL");
    const again = await launch(wanted.playbooks, place);
    if ("refused" in again) throw new Error(`pitcrew serve did not come back: ${again.refused}`);
    served = again;
  }

  return {
    server: { is: "here", socket: socketPath(dataDir) },
    url: () => served.url,
    place,
    said: () => served.said(),
    killAndRestart: () => {
      kills += 1;
      back = killAndRestart();
      return back;
    },
    kills: () => kills,
    isBack: () => back,
    stop: async () => {
      await served.end("SIGTERM");
      await leave();
    },
  };
}

const CONNECTIONS = "connections.yaml";

interface Launched {
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
  readonly url: string;
  readonly said: () => string;
}

async function launch(
  playbooks: string,
  { cwd, env }: Place,
): Promise<Launched | { readonly refused: string }> {
  const words = [...process.execArgv, process.argv[1] ?? "", "serve", "--playbooks", playbooks];
  const started = execa(process.execPath, words, {
    cwd,
    env,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
  });
  let said = "";
  started.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  for await (const line of createInterface({ input: started.stdout })) {
    const [, url] = /^listening at (http\S+)$/.exec(line) ?? [];
    if (url === undefined) continue;
    started.stdout.resume();
    const end = async (signal: NodeJS.Signals): Promise<void> => {
      started.kill(signal);
      await started;
    };
    return { end, url, said: () => said };
  }
  await started;
  return { refused: said };
}

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

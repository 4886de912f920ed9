import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";

export interface LocalRedis {
  /** The path of its socket. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PROGRAMS = ["redis-server", "valkey-server"];

/** A Redis of the range's own, if this machine has the program. */
export async function startLocalRedis(): Promise<LocalRedis | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-range-"));
  const socket = join(folder, "redis.sock");
  const leave = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const server = await launchRedis(socket);
  if (server === undefined) {
    await leave();
    return undefined;
  }
  return {
    url: socket,
    stop: async () => {
      server.signal("SIGTERM");
      await server.ended;
      await leave();
    },
  };
}

/** One that keeps nothing, and that answers at this socket alone. */
export interface LaunchedRedis {
  readonly signal: (name: NodeJS.Signals) => void;
  readonly ended: Promise<unknown>;
}

/** Starts what this machine has; nothing when it has neither. */
export async function launchRedis(socket: string): Promise<LaunchedRedis | undefined> {
  const settings = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"];
  for (const program of PROGRAMS) {
    const server = execa(program, settings, { reject: false, stdin: "ignore", buffer: false });
    const said: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      said.push(line);
      if (!/ready to accept connections/i.test(line)) continue;
      server.stdout.resume();
      return { signal: (name) => void server.kill(name), ended: server };
    }
    const { code } = await server;
    if (code !== "ENOENT") throw new Error(`${program} did not start: ${said.join("\n")}`);
  }
  return undefined;
}

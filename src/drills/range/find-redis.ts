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
  const settings = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"];
  const leave = (): Promise<void> => rm(folder, { recursive: true, force: true });
  for (const program of PROGRAMS) {
    const stop = await launch(program, settings);
    if (stop === undefined) continue;
    return {
      url: socket,
      stop: async () => {
        await stop();
        await leave();
      },
    };
  }
  await leave();
  return undefined;
}

/** How to stop it, or nothing when it does not start. */
async function launch(
  program: string,
  settings: readonly string[],
): Promise<(() => Promise<void>) | undefined> {
  const server = execa(program, settings, { reject: false, stdin: "ignore", buffer: false });
  for await (const line of createInterface({ input: server.stdout })) {
    if (!line.includes("ready to accept connections")) continue;
    server.stdout.resume();
    return async () => {
      server.kill("SIGTERM");
      await server;
    };
  }
  return undefined;
}

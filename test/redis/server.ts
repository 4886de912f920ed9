import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";

/** A Redis of this test file alone, which it may treat badly. */
export interface RedisServer {
  readonly url: string;
  /** Ends it at once, with everything that it knew. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same place, empty. */
  readonly start: () => Promise<void>;
  /** Lets it hold every connection and answer nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
}

/** The Redis that TEST_REDIS_URL names, or else one that is started. */
export async function findRedis(): Promise<Pick<RedisServer, "url" | "stop">> {
  const url = env["TEST_REDIS_URL"];
  return url === undefined ? startRedis() : { url, stop: async () => undefined };
}

export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-redis-"));
  const socket = join(folder, "redis.sock");
  let server = await launch(socket);

  async function kill(): Promise<void> {
    server.process.kill("SIGKILL");
    await server.process;
  }

  return {
    url: socket,
    kill,
    start: async () => {
      server = await launch(socket);
    },
    freeze: () => server.process.kill("SIGSTOP"),
    thaw: () => server.process.kill("SIGCONT"),
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(socket: string) {
  const settings = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"];
  for (const program of ["redis-server", "valkey-server"]) {
    const process = execa(program, settings, { reject: false, stdin: "ignore" });
    if (await isReady(createInterface({ input: process.stdout }))) return { process };
    const { code, stdout, stderr } = await process;
    if (code !== "ENOENT") throw new Error(`${program} did not start: ${stdout}${stderr}`);
  }
  throw new Error(
    "No redis-server or valkey-server on PATH: install one, or set TEST_REDIS_URL (apt-get install redis-server, brew install redis).",
  );
}

async function isReady(lines: ReturnType<typeof createInterface>): Promise<boolean> {
  for await (const line of lines) {
    if (line.toLowerCase().includes("ready to accept connections")) return true;
  }
  return false;
}

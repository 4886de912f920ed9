import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { type LaunchedRedis, launchRedis } from "../../src/drills/range/find-redis.ts";

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
    server.signal("SIGKILL");
    await server.ended;
  }

  return {
    url: socket,
    kill,
    start: async () => {
      server = await launch(socket);
    },
    freeze: () => server.signal("SIGSTOP"),
    thaw: () => server.signal("SIGCONT"),
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(socket: string): Promise<LaunchedRedis> {
  const server = await launchRedis(socket);
  if (server !== undefined) return server;
  throw new Error(
    "No redis-server or valkey-server on PATH: install one, or set TEST_REDIS_URL (apt-get install redis-server, brew install redis).",
  );
}

import { Redis } from "ioredis";
import { type Board, definitionOf, heartbeatOf, lockOf, QUEUE } from "./board.ts";

const IF_OURS = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;

/** The system's own Redis, which Pitcrew and people look into as well. */
export async function openRedisBoard(url: string): Promise<Board> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
  });
  // Each command that fails says so itself.
  redis.on("error", () => undefined);
  await redis.connect();
  return {
    push: async (task) => void (await redis.rpush(QUEUE, task)),
    take: () => redis.lpop(QUEUE),
    depth: () => redis.llen(QUEUE),
    lock: async (workflow, owner) => {
      const key = lockOf(workflow);
      const taken = await redis.set(key, owner, "NX");
      return taken === "OK" || (await redis.get(key)) === owner;
    },
    unlock: async (workflow, owner) => void (await redis.eval(IF_OURS, 1, lockOf(workflow), owner)),
    beat: async (owner, forMs) => void (await redis.set(heartbeatOf(owner), "1", "PX", forMs)),
    isAlive: async (owner) => (await redis.exists(heartbeatOf(owner))) === 1,
    cached: (name) => redis.get(definitionOf(name)),
    cache: async (name, text) => void (await redis.set(definitionOf(name), text)),
    close: async () => {
      redis.disconnect();
    },
  };
}

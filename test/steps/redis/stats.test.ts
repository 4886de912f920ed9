import { describe, expect, test } from "vitest";
import { redisStats } from "../../../src/steps/redis/stats.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis, watchedStores } from "./world.ts";

const redis = useRedis();

describe("redis.stats", () => {
  exerciseStepKind(redisStats, {
    filled: { connection: "workflow-redis", keys: ["workflow:tasks:pending"] },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      for (const key of given.keys) await redis().client.rpush(key, "one");
      const { keys, healths } = watchedStores(connection);
      return {
        needs: { keys: () => keys },
        received: () => healths.map((found) => ({ ...given, keys: found })),
        done: () => [],
      };
    },
  });

  test("counts what a key has, whatever its type", async () => {
    const { keys } = watchedStores(await redis().open());
    const { client } = redis();
    await client.rpush("list", "a", "b");
    await client.zadd("ranked", 1, "a", 2, "b", 3, "c");
    await client.sadd("set", "a");
    await client.hset("hash", { a: 1, b: 2 });
    await client.xadd("stream", "*", "a", "b");
    await client.set("plain", "some text");
    const names = ["list", "ranked", "set", "hash", "stream", "plain", "missing"];

    const params = redisStats.params.parse({ connection: "workflow-redis", keys: names });
    const result = await redisStats.run(params, { keys: () => keys }, attempt(), live());

    if (!result.ok) throw new Error(result.failure.message);
    expect(result.output.keys.map(({ type, length }) => [type, length])).toEqual([
      ["list", 2],
      ["zset", 3],
      ["set", 1],
      ["hash", 2],
      ["stream", 1],
      ["string", 1],
      ["none", 0],
    ]);
  });

  test("tells memory, clients, role and the newest slow commands without their arguments", async () => {
    const { keys } = watchedStores(await redis().open());
    const { client } = redis();
    await client.config("SET", "maxmemory", "64mb");
    await client.config("SET", "slowlog-log-slower-than", "0");
    await client.set("secret", "hunter2");
    await client.config("SET", "slowlog-log-slower-than", "-1");

    const params = redisStats.params.parse({ connection: "workflow-redis" });
    const result = await redisStats.run(params, { keys: () => keys }, attempt(), live());

    expect(result).toMatchObject({
      output: { max_bytes: 67_108_864, role: "master", loading: false, append_only: false },
    });
    if (!result.ok) throw new Error(result.failure.message);
    expect(result.output.used_bytes).toBeGreaterThan(0);
    expect(result.output.clients).toBeGreaterThanOrEqual(2);
    expect(result.output.slow.map(({ command }) => command)).toContain("set, 2 arguments");
    expect(JSON.stringify(result.output)).not.toContain("hunter2");
  });
});

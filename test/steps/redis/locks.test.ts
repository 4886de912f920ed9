import { describe, expect, test } from "vitest";
import { redisLocks } from "../../../src/steps/redis/locks.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis, watchedStores } from "./world.ts";

const redis = useRedis();
const params = redisLocks.params.parse({
  connection: "workflow-redis",
  prefix: "workflow:lock:",
  heartbeat: "worker:{owner}:alive",
  owner_ends_at: ":",
  lifetime: "10m",
});

describe("redis.locks", () => {
  exerciseStepKind(redisLocks, {
    filled: {
      connection: "workflow-redis",
      prefix: "workflow:lock:",
      living: ["worker-1"],
      lifetime: "10m",
    },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      // What the owner is called travels in a token, and is heard back as living.
      for (const owner of given.living ?? []) await redis().client.set("workflow:lock:1", owner);
      const { locks } = watchedStores(connection);
      const heard: unknown[] = [];
      return {
        needs: {
          locks: () => ({
            ...locks,
            find: async (search, signal) => {
              const answer = await locks.find(search, signal);
              if (answer.is === "answered") {
                const living = answer.value.locks.filter(({ ownerLives }) => ownerLives);
                heard.push({ ...given, living: living.map(({ owner }) => owner) });
              }
              return answer;
            },
          }),
        },
        received: () => heard,
        done: () => [],
      };
    },
  });

  test("tells the owner of each lock, its age, and whether that owner lives", async () => {
    const world = await arranged();
    const { client } = redis();
    await client.set("workflow:lock:1", "worker-1:a", "PX", 60_000);
    await client.set("workflow:lock:2", "worker-2:b");
    await client.set("worker:worker-1:alive", "1");
    await client.set("another:lock:3", "worker-3:c");

    const result = await redisLocks.run(params, world, attempt(), live());

    if (!result.ok) throw new Error(result.failure.message);
    const { locks, ...rest } = result.output;
    expect(locks.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      {
        key: "workflow:lock:1",
        token: "worker-1:a",
        owner: "worker-1",
        owner_lives: true,
        age_seconds: 540,
        ttl_seconds: 60,
      },
      { key: "workflow:lock:2", token: "worker-2:b", owner: "worker-2", owner_lives: false },
    ]);
    expect(rest).toEqual({
      stale: [{ key: "workflow:lock:2", token: "worker-2:b" }],
      living: 1,
      others: 0,
      complete: true,
    });
  });

  test("puts the owner into the heartbeat as it stands, whatever it is called", async () => {
    const world = await arranged();
    await redis().client.set("workflow:lock:1", "$&{owner}*");
    await redis().client.set("worker:$&{owner}*:alive", "1");
    const { owner_ends_at: _whole, ...whole } = params;

    const result = await redisLocks.run(whole, world, attempt(), live());

    expect(result).toMatchObject({ output: { living: 1, stale: [] } });
  });

  test("calls no lock stale when nothing tells the living from the dead", async () => {
    const world = await arranged();
    await redis().client.set("workflow:lock:1", "worker-1:a");
    const { heartbeat: _none, ...rest } = params;

    const result = await redisLocks.run(rest, world, attempt(), live());

    expect(result).toMatchObject({ output: { stale: [], locks: [{ owner: "worker-1" }] } });
  });

  test("counts what is no lock that it knows, and says when there may be others", async () => {
    const world = await arranged();
    await redis().client.hset("workflow:lock:h", "owner", "worker-1");
    await redis().client.set("workflow:lock:long", "x".repeat(5_000));
    for (let each = 0; each < 5; each += 1) await redis().client.set(`workflow:lock:${each}`, "w:");

    const all = await redisLocks.run(params, world, attempt(), live());
    const some = await redisLocks.run({ ...params, max: 3 }, world, attempt(), live());

    expect(all).toMatchObject({ output: { others: 2, complete: true } });
    expect(some).toMatchObject({ output: { complete: false } });
  });
});

async function arranged() {
  const { locks } = watchedStores(await redis().open());
  return { locks: () => locks };
}

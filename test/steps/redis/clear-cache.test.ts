import { describe, expect, test } from "vitest";
import { redisClearCache } from "../../../src/steps/redis/clear-cache.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis, watchedStores } from "./world.ts";

const redis = useRedis();
const params = redisClearCache.params.parse({
  connection: "workflow-redis",
  prefix: "workflow:definitions:",
  max: 200,
});

describe("redis.clear_cache", () => {
  exerciseStepKind(redisClearCache, {
    filled: { connection: "workflow-redis", prefix: "workflow:definitions:" },
    startWorld: async (_given, mood) => {
      const connection = await redis().open(mood);
      await fill(150);
      const { keys, removed } = watchedStores(connection);
      return {
        needs: { keys: () => keys },
        received: () => removed,
        done: () => removed.map((count) => ({ cleared: count })),
      };
    },
  });

  exerciseLastingEffect(redisClearCache, {
    filled: { connection: "workflow-redis", prefix: "workflow:definitions:" },
    startWorld: async () => {
      const needs = await arranged();
      await fill(3);
      return {
        needs,
        state: () => redis().client.keys("workflow:*"),
        meddle: async () => undefined,
      };
    },
  });

  test("clears all keys under the prefix and no others", async () => {
    const world = await arranged();
    await fill(150);
    await redis().client.set("workflow:definition", "kept");

    const result = await redisClearCache.run(params, world, attempt(), live());

    expect(result).toMatchObject({ ok: true, output: { cleared: 150 } });
    expect(await redis().client.keys("workflow:*")).toEqual(["workflow:definition"]);
  });

  test("takes each character of the prefix as it stands", async () => {
    const world = await arranged();
    await redis().client.mset("a\\c:^1", "1", "abc:^2", "2");

    const result = await redisClearCache.run(
      { ...params, prefix: "a\\c:" },
      world,
      attempt(),
      live(),
    );

    expect(result).toMatchObject({ output: { cleared: 1 } });
    expect(await redis().client.get("abc:^2")).toBe("2");
  });

  test.each(["workflow:*", "work?ow:", "[a-z]:", "ab"])("refuses %j as a prefix", (prefix) => {
    expect(redisClearCache.params.safeParse({ ...params, prefix }).success).toBe(false);
  });

  test("touches nothing when there are more keys than allowed", async () => {
    const world = await arranged();
    await fill(201);

    const result = await redisClearCache.run(params, world, attempt(), live());

    expect(result).toMatchObject({ ok: false, failure: { code: "E623", retry: "never" } });
    expect(await redis().client.dbsize()).toBe(201);
  });

  test("touches nothing when something under the prefix is no cache", async () => {
    const world = await arranged();
    await fill(3);
    await redis().client.rpush("workflow:definitions:pending", "a job");

    const result = await redisClearCache.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      failure: { code: "E623", message: expect.stringContaining("a list, so none was cleared") },
    });
    expect(await redis().client.dbsize()).toBe(4);
  });

  test("touches nothing when it could not look at the whole database", async () => {
    const world = await arranged();
    await fill(5);
    for (let each = 0; each < 3_000; each += 1) await redis().client.set(`other:${each}`, "1");

    const result = await redisClearCache.run(
      { ...params, look_at_most: 1_000 },
      world,
      attempt(),
      live(),
    );

    expect(result).toMatchObject({
      failure: { code: "E623", remedy: expect.stringContaining("look_at_most") },
    });
    expect(await redis().client.dbsize()).toBe(3_005);
  });

  test("its plan counts the keys and names some of them", async () => {
    const world = await arranged();
    await fill(2);

    const planned = await redisClearCache.plan(params, world, live());

    expect(planned).toMatchObject({
      plan: {
        before: { keys: 2, some: ["workflow:definitions:0", "workflow:definitions:1"] },
        after: { cleared: 2 },
      },
    });
  });
});

async function arranged() {
  const { keys } = watchedStores(await redis().open());
  return { keys: () => keys };
}

async function fill(count: number): Promise<void> {
  const { client } = redis();
  for (let each = 0; each < count; each += 1) {
    await client.set(`workflow:definitions:${each}`, "{}");
  }
}

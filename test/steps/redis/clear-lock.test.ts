import { describe, expect, test } from "vitest";
import { openLockStore } from "../../../src/integrations/redis-keys/open-stores.ts";
import { redisClearLock } from "../../../src/steps/redis/clear-lock.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, useRedis, watchedStores } from "./world.ts";

const redis = useRedis();

const LOCK = { key: "workflow:lock:wf-1", token: "worker-7:5f1c" };
const OTHER = { key: "workflow:lock:wf-2", token: "worker-8:77aa" };
const params = redisClearLock.params.parse({
  connection: "workflow-redis",
  locks: [LOCK, OTHER],
  heartbeat: "worker:{owner}:alive",
  owner_ends_at: ":",
});

describe("redis.clear_lock", () => {
  exerciseStepKind(redisClearLock, {
    filled: {
      connection: "workflow-redis",
      locks: [LOCK],
      living: ["worker-9"],
    },
    startWorld: async (given, mood) => {
      const connection = await redis().open(mood);
      for (const { key, token } of given.locks) await redis().client.set(key, token);
      const { locks, cleared } = watchedStores(connection);
      return {
        needs: { locks: () => locks },
        received: () => cleared.map((seen) => ({ ...given, locks: seen })),
        done: () => cleared.map((seen) => ({ cleared: seen.map(({ key }) => key) })),
      };
    },
  });

  exerciseLastingEffect(redisClearLock, {
    filled: { connection: "workflow-redis", locks: [LOCK, OTHER], living: [] },
    startWorld: async () => ({
      needs: await arranged(),
      state: () => redis().client.mget(LOCK.key, OTHER.key),
      meddle: () => redis().client.set(OTHER.key, "worker-9:0001"),
    }),
  });

  test("clears each lock that is as it was seen, and says what else it found", async () => {
    const world = await arranged();
    await redis().client.set(OTHER.key, "worker-9:0001");

    const result = await redisClearLock.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        cleared: [LOCK],
        gone: [],
        left: [{ key: OTHER.key, because: "another_owner" }],
      },
    });
    expect(await redis().client.exists(LOCK.key, OTHER.key)).toBe(1);
  });

  test("leaves the lock of an owner that lives at that very moment", async () => {
    const world = await arranged();
    await redis().client.set("worker:worker-7:alive", "1");

    const result = await redisClearLock.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      output: { cleared: [OTHER], left: [{ key: LOCK.key, because: "owner_lives" }] },
    });
    expect(await redis().client.get(LOCK.key)).toBe(LOCK.token);
  });

  test("leaves the lock of an owner that an earlier step found alive", async () => {
    const world = await arranged();
    const { heartbeat: _none, ...rest } = params;

    const result = await redisClearLock.run(
      { ...rest, living: ["worker-8"] },
      world,
      attempt(),
      live(),
    );

    expect(result).toMatchObject({
      output: { cleared: [LOCK], left: [{ key: OTHER.key, because: "owner_lives" }] },
    });
  });

  test("fails when somebody holds every lock, and says what to look at", async () => {
    const world = await arranged();
    await redis().client.mset("worker:worker-7:alive", "1", "worker:worker-8:alive", "1");

    const result = await redisClearLock.run(params, world, attempt(), live());

    expect(result).toMatchObject({
      ok: false,
      failure: { code: "E621", message: expect.stringContaining("the owners of 2 live") },
    });
  });

  test("tells the approver how the locks stand before anything is cleared", async () => {
    const world = await arranged();
    await redis().client.del(OTHER.key);

    const planned = await redisClearLock.plan(params, world, live());

    expect(planned).toMatchObject({
      plan: {
        before: {
          locks: [
            { key: LOCK.key, is: "as_seen" },
            { key: OTHER.key, is: "gone" },
          ],
        },
        after: { cleared: [LOCK.key] },
        sentence:
          'Clear 2 locks in the Redis of workflow-redis: "workflow:lock:wf-1", "workflow:lock:wf-2".',
      },
    });
  });

  test("remembers what it cleared when the answer was lost, also when the lock was taken anew", async () => {
    await arranged();
    const line = await redis().openLine();
    const connection = redis().openThrough(line);
    const world = { locks: () => openLockStore(connection) };
    await connection.ask(async (client) => client.ping(), live());
    line.loseNextAnswer();

    const lost = await redisClearLock.run(params, world, attempt("k", 1), live());
    await redis().client.set(LOCK.key, LOCK.token);
    const found = await redisClearLock.run(params, world, attempt("k", 2), live());

    expect(lost).toMatchObject({ ok: false, failure: { retry: "later" } });
    expect(found).toMatchObject({ output: { cleared: [LOCK, OTHER], gone: [] } });
    expect(await redis().client.get(LOCK.key)).toBe(LOCK.token);
  });

  test("its undo takes the locks again, for as long as they would have lasted", async () => {
    const world = await arranged();
    await redis().client.pexpire(LOCK.key, 60_000);
    const output = await cleared(world);

    const undone = await undo(output, world);

    expect(undone).toMatchObject({ ok: true });
    expect(await redis().client.mget(LOCK.key, OTHER.key)).toEqual([LOCK.token, OTHER.token]);
    expect(await redis().client.pttl(LOCK.key)).toBeGreaterThan(30_000);
    expect(await redis().client.pttl(LOCK.key)).toBeLessThanOrEqual(60_000);
    expect(await redis().client.pttl(OTHER.key)).toBe(-1);
  });

  test("its undo puts nothing back when somebody has taken one of the locks", async () => {
    const world = await arranged();
    const output = await cleared(world);
    await redis().client.set(OTHER.key, "worker-9:0001");

    const undone = await undo(output, world);

    expect(undone).toMatchObject({ ok: false, failure: { code: "E622" } });
    expect(await redis().client.mget(LOCK.key, OTHER.key)).toEqual([null, "worker-9:0001"]);
  });

  test("its undo leaves away what would have ended by itself", async () => {
    const world = await arranged();
    const output = await cleared(world);
    const ended = output.cleared.map((lock) => ({ ...lock, expires_at: 1 }));

    const undone = await undo({ ...output, cleared: ended }, world);

    expect(undone).toMatchObject({ ok: true, summary: expect.stringContaining("2 would have") });
    expect(await redis().client.exists(LOCK.key, OTHER.key)).toBe(0);
  });

  test("wants to know how to tell the living from the dead", () => {
    const { heartbeat: _none, ...rest } = params;

    expect(redisClearLock.params.safeParse(rest).error?.issues[0]?.message).toContain("living");
  });
});

async function arranged() {
  const connection = await redis().open();
  await redis().client.mset(LOCK.key, LOCK.token, OTHER.key, OTHER.token);
  const { locks } = watchedStores(connection);
  return { locks: () => locks };
}

async function cleared(world: Awaited<ReturnType<typeof arranged>>) {
  const result = await redisClearLock.run(params, world, attempt(), live());
  if (!result.ok) throw new Error(result.failure.message);
  return result.output;
}

async function undo(
  output: Awaited<ReturnType<typeof cleared>>,
  world: Awaited<ReturnType<typeof arranged>>,
) {
  if (redisClearLock.undo.is !== "possible") throw new Error("it has an undo");
  return redisClearLock.undo.run(params, output, world, attempt(), live());
}

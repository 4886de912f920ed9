import { randomUUID } from "node:crypto";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startRedis } from "../../redis/server.ts";
import { collect, open, until } from "./world.ts";

const redis = await startRedis();
afterAll(() => redis.stop());

describe("somebody else who writes to Redis", () => {
  test.each([
    ["no data", undefined],
    ["another form", ["run", 0]],
    ["no run", { wakeSeq: 0 }],
    ["a run that is no id", { run: "../../etc/passwd", wakeSeq: 0 }],
    ["a huge run", { run: "a".repeat(1_048_576), wakeSeq: 0 }],
    ["a number that is none", { run: randomUUID(), wakeSeq: "0" }],
    ["a number below zero", { run: randomUUID(), wakeSeq: -1 }],
    ["a number beyond all numbers", { run: randomUUID(), wakeSeq: 2 ** 60 }],
    ["something more than a hint", { run: randomUUID(), wakeSeq: 0, playbook: "drop-tables" }],
    ["a prototype", JSON.parse('{"__proto__":{"run":"x"},"wakeSeq":0}')],
  ])("reaches no handler with %s", async (_, data) => {
    const { dispatcher, queue } = await attacked();
    await queue.add("wake", data);
    const received = collect(dispatcher);
    const run = randomUUID();

    await until(() => {
      dispatcher.wake(run, 0);
      return received.length > 0;
    });

    expect(new Set(received.map(([other]) => other))).toEqual(new Set([run]));
  });

  test("can stop no wake with a job that cannot be read", async () => {
    const { dispatcher, queue, foreign } = await attacked();
    const job = await queue.add("wake", {});
    await foreign.hset(queue.toKey(job.id ?? ""), "data", "{");
    const received = collect(dispatcher);
    const run = randomUUID();

    await until(() => {
      dispatcher.wake(run, 0);
      return received.length > 0;
    });

    expect(received).toContainEqual([run, 0]);
  });

  test.each(["prioritized", "active", "delayed", "marker", "meta", "stalled", "events"])(
    "does no lasting harm with a %s of the wrong type",
    async (name) => {
      const { dispatcher, queue, foreign } = await attacked();
      await queue.waitUntilReady();
      await foreign.del(queue.toKey(name));
      await foreign.set(queue.toKey(name), "not what it was");
      const received = collect(dispatcher);
      dispatcher.wake(randomUUID(), 0);
      dispatcher.wake(randomUUID(), 0, { delayMs: 1 });

      await foreign.del(queue.toKey(name));

      const run = randomUUID();
      let wakeSeq = 0;
      await until(() => {
        dispatcher.wake(run, wakeSeq++);
        return received.some(([other]) => other === run);
      });
    },
  );

  test("cannot pass for a healthy Redis by holding all wakes back", async () => {
    const { dispatcher, clock, queue } = await attacked();
    await queue.pause();
    collect(dispatcher);

    dispatcher.wake(randomUUID(), 0);

    await until(() => dispatcher.health().waiting > 0, clock);
    clock.stall(5_001);
    await clock.pass(1);
    expect(dispatcher.health().isWell).toBe(false);
  });

  test("cannot keep the process busy by making Redis refuse everything", async () => {
    const { dispatcher, queue, foreign } = await attacked();
    await foreign.set(queue.toKey("delayed"), "not what it was");
    const before = await callsOf(foreign);

    collect(dispatcher);
    let asked = before;
    while (asked === before) asked = await callsOf(foreign);
    for (let turn = 0; turn < 100; turn++) await foreign.ping();

    expect((await callsOf(foreign)) - asked).toBeLessThan(10);
  });
});

async function attacked() {
  const opened = open(redis.url);
  await until(() => opened.dispatcher.health().isWell, opened.clock);
  const foreign = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue("wakes", { connection: foreign, prefix: opened.keyspace });
  onTestFinished(async () => {
    await queue.close();
    foreign.disconnect();
  });
  return { ...opened, foreign, queue };
}

/** How many scripts Redis was asked to run so far. */
async function callsOf(connection: Redis): Promise<number> {
  const stats = await connection.info("commandstats");
  const calls = [...stats.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm)];
  return calls.reduce((sum, [, count]) => sum + Number(count), 0);
}

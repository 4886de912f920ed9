import { randomUUID } from "node:crypto";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { findRedis } from "../../redis/server.ts";
import { collect, open, until } from "./world.ts";

const redis = await findRedis();
afterAll(() => redis.stop());

describe("hints in Redis", () => {
  test("wait once, however often they are sent", async () => {
    const { dispatcher, clock } = await openWell();
    const run = randomUUID();

    for (let again = 0; again < 5; again++) dispatcher.wake(run, 3, { epoch: 2 });
    dispatcher.wake(run, 4, { epoch: 2 });

    await until(() => dispatcher.health().waiting === 2, clock);
    const received = collect(dispatcher);
    await until(() => received.length === 2);
    expect(received).toEqual([
      [run, 3],
      [run, 4],
    ]);
  });

  test("of a later claim arrive while that of an earlier one is still being handled", async () => {
    const { dispatcher } = await openWell();
    const run = randomUUID();
    const finish: (() => void)[] = [];
    const handler = () => new Promise<void>((resolve) => finish.push(resolve));
    dispatcher.onWake(handler, { concurrency: 2 });

    dispatcher.wake(run, 0, { epoch: 1 });
    await until(() => finish.length === 1);
    dispatcher.wake(run, 0, { epoch: 2 });

    await until(() => finish.length === 2);
    for (const done of finish) done();
  });

  test("can be sent again once they were handled, even if that went wrong", async () => {
    const { dispatcher, thrown } = await openWell();
    const run = randomUUID();
    let times = 0;
    const handler = async () => {
      times++;
      if (times === 1) throw new Error("it broke");
    };
    dispatcher.onWake(handler, { concurrency: 1 });

    await until(() => {
      dispatcher.wake(run, 0);
      return times === 3;
    });
    expect(thrown).toEqual([new Error("it broke")]);
  });

  test("go to one of the processes that share the keyspace", async () => {
    const one = await openWell();
    const other = await openWell(one.keyspace);
    const received = [collect(one.dispatcher), collect(other.dispatcher)];
    const runs = Array.from({ length: 50 }, () => randomUUID());

    for (const run of runs) one.dispatcher.wake(run, 0);

    await until(() => received.flat().length >= runs.length);
    expect(new Set(received.flat().map(([run]) => run))).toEqual(new Set(runs));
    expect(received.flat()).toHaveLength(runs.length);
  });

  test("stay within their keyspace", async () => {
    const one = await openWell();
    const other = await openWell();
    const received = collect(one.dispatcher);

    one.dispatcher.wake(randomUUID(), 0);
    other.dispatcher.wake(randomUUID(), 0);

    await until(() => other.dispatcher.health().waiting === 1, other.clock);
    await until(() => received.length === 1);
    expect(received).toHaveLength(1);
  });

  test("leave nothing behind when they were handled", async () => {
    const { dispatcher, keyspace } = await openWell();
    const received = collect(dispatcher);
    dispatcher.wake(randomUUID(), 0);
    await until(() => received.length === 1);

    await dispatcher.close(1_000);

    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const queue = new Queue("wakes", { connection, prefix: keyspace });
    onTestFinished(() => connection.disconnect());
    const counts = await queue.getJobCounts();
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
  });
});

async function openWell(keyspace?: string) {
  const opened = open(redis.url, keyspace === undefined ? {} : { keyspace });
  await until(() => opened.dispatcher.health().isWell, opened.clock);
  return opened;
}

import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import { settled } from "../../engine/fake-clock.ts";
import { startRedis } from "../../redis/server.ts";
import { collect, open, until } from "./world.ts";

const redis = await startRedis();
afterAll(() => redis.stop());

describe("a dispatcher whose Redis is away", () => {
  test("is not well after five seconds, and well again when Redis is", async () => {
    const { dispatcher, clock } = await openWell();
    const received = collect(dispatcher);

    await redis.kill();
    clock.stall(4_900);
    expect(dispatcher.health().isWell).toBe(true);
    clock.stall(101);
    expect(dispatcher.health().isWell).toBe(false);
    await redis.start();

    await until(() => dispatcher.health().isWell, clock);
    await arrives(dispatcher, received);
  });

  test("drops wakes without much ado, and keeps none of them for later", async () => {
    const { dispatcher, clock, troubles } = await openWell();
    await redis.kill();
    await until(() => troubles.length > 0);
    const before = troubles.length;
    for (let wake = 0; wake < 1_000; wake++) dispatcher.wake(randomUUID(), 0);
    await settled();
    expect(troubles.length).toBeLessThan(before + 10);

    await redis.start();

    clock.stall(5_001);
    await until(() => dispatcher.health().isWell, clock);
    expect(dispatcher.health().waiting).toBe(0);
  });

  test("can be opened before Redis is there", async () => {
    await redis.kill();
    const { dispatcher, clock } = open(redis.url);
    const received = collect(dispatcher);
    dispatcher.wake(randomUUID(), 0);
    expect(dispatcher.health().isWell).toBe(false);

    await redis.start();

    await until(() => dispatcher.health().isWell, clock);
    await arrives(dispatcher, received);
  });

  test("closes at once", async () => {
    const { dispatcher, troubles } = await openWell();
    collect(dispatcher);
    await redis.kill();
    await until(() => troubles.length > 0);

    await dispatcher.close(60_000);

    await redis.start();
    expect(dispatcher.health().isWell).toBe(false);
  });

  test("closes at once even if Redis was never there", async () => {
    const { dispatcher } = open("/nowhere/redis.sock");
    collect(dispatcher);

    await dispatcher.close(60_000);
    await dispatcher.close(60_000);

    expect(dispatcher.health()).toEqual({ isWell: false, waiting: 0, working: 0 });
  });
});

describe("a dispatcher whose Redis stands still", () => {
  beforeEach(() => onTestFinished(redis.thaw));

  test("never makes a wake wait, and goes on afterwards", async () => {
    const { dispatcher, clock } = await openWell();
    const received = collect(dispatcher);
    await arrives(dispatcher, received);

    redis.freeze();
    for (let wake = 0; wake < 1_000; wake++) dispatcher.wake(randomUUID(), 0);
    clock.stall(5_001);
    expect(dispatcher.health().isWell).toBe(false);
    redis.thaw();

    await until(() => dispatcher.health().isWell, clock);
    await arrives(dispatcher, received);
  });

  test("closes when the time that it was given is over", async () => {
    const { dispatcher, clock } = await openWell();
    const received = collect(dispatcher);
    await arrives(dispatcher, received);
    redis.freeze();

    const closed = dispatcher.close(1_000);
    await clock.pass(1_000);

    await closed;
    expect(dispatcher.health().isWell).toBe(false);
  });
});

describe("a dispatcher whose Redis takes nothing in", () => {
  test.each([
    ["is full", ["CONFIG", "SET", "maxmemory", "1"], ["CONFIG", "SET", "maxmemory", "0"]],
    ["copies another", ["REPLICAOF", "127.0.0.1", "1"], ["REPLICAOF", "NO", "ONE"]],
  ])("because it %s is not well, although it answers", async (_, [close = "", ...how], reopen) => {
    const { dispatcher, clock, troubles } = await openWell();
    const other = new Redis(redis.url);
    onTestFinished(() => other.disconnect());
    const [open = "", ...again] = reopen;

    await other.call(close, ...how);
    onTestFinished(() => void other.call(open, ...again));
    await until(() => troubles.length > 0, clock);
    clock.stall(5_001);
    expect(dispatcher.health().isWell).toBe(false);
    await other.call(open, ...again);

    await until(() => dispatcher.health().isWell, clock);
    await arrives(dispatcher, collect(dispatcher));
  });
});

describe("a dispatcher whose Redis forgets everything", () => {
  test("goes on with what is sent afterwards", async () => {
    const { dispatcher } = await openWell();
    const received = collect(dispatcher);
    const other = new Redis(redis.url);
    onTestFinished(() => other.disconnect());

    for (let round = 0; round < 20; round++) {
      for (let wake = 0; wake < 50; wake++) dispatcher.wake(randomUUID(), 0);
      await other.flushall();
    }

    await arrives(dispatcher, received);
  });
});

async function openWell() {
  const opened = open(redis.url);
  await until(() => opened.dispatcher.health().isWell, opened.clock);
  return opened;
}

/** A wake may be lost, but not for ever. */
async function arrives(
  dispatcher: Dispatcher,
  received: readonly (readonly [string, number])[],
): Promise<void> {
  const run = randomUUID();
  let wakeSeq = 0;
  await until(() => {
    dispatcher.wake(run, wakeSeq++);
    return received.some(([other]) => other === run);
  });
}

import { randomUUID } from "node:crypto";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { switchDispatchers } from "../../../src/engine/dispatch/switching.ts";
import { dispatchThroughRedis } from "../../../src/integrations/redis/dispatcher.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { type Crew, gather, type Waking } from "../../contract/whole-runs/crew.ts";
import { stepIs } from "../../contract/whole-runs/states.ts";
import { until } from "../../integrations/redis/world.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { startRedis } from "../../redis/server.ts";
import { fire, read, startWorlds, yesTo } from "../worker/world.ts";
import { rethrow } from "./rethrow.ts";

const redis = await startRedis();
afterAll(() => redis.stop());
// Whoever asks first starts the server, which takes longer than a test may.
await freshDatabase(afterAll);

const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;
const WAIT = { id: "pause", kind: "wait", with: { for: "20ms" } };
const RUNS = 20;

describe("whole runs", () => {
  test("go on while Redis forgets everything again and again", async () => {
    const { crew, foreign } = await openCrew();
    const { world, goToWork, endOf } = crew;
    const forget = async () => {
      await foreign.flushall();
      return DONE;
    };
    for (const step of ["look", "shot", "check"]) world.outside.answerWith(step, forget);
    const program = world.programOf([read("look"), WAIT, fire("shot"), read("check")]);
    goToWork();

    const runs = await begin(crew, program);
    for (const run of runs) await endOf(run, program);

    expectEachSentOnce(crew);
  });

  test("go on when Redis dies in their midst, and when it is back", async () => {
    const { crew, dispatchers } = await openCrew();
    const { world, goToWork, endOf } = crew;
    let left = RUNS / 2;
    world.outside.answerWith("look", async () => {
      if (--left === 0) await redis.kill();
      return DONE;
    });
    const program = world.programOf([read("look"), WAIT, fire("shot"), read("check")]);
    goToWork();
    await until(() => dispatchers.every(({ health }) => health().isWell));

    const runs = await begin(crew, program);
    for (const run of runs) await endOf(run, program);
    expectEachSentOnce(crew);

    await redis.start();
    await until(() => dispatchers.every(({ health }) => health().isWell));
    await endOf(await crew.begin(program), program);
  });

  test("are not changed by anything that somebody writes into our keys", async () => {
    const { crew, foreign, queue, received } = await openCrew();
    const { world, goToWork, tell, endOf } = crew;
    const approve = { by: ["ops"], count: 1, expires: "10m" };
    const program = world.programOf([read("look"), fire("shot", { approve })]);
    goToWork();
    const runs = await begin(crew, program);
    for (const run of runs) await crew.until(run, stepIs("shot", "awaiting_approval"));
    const before = await Promise.all(runs.map(world.record));

    const heardBefore = received();
    for (const run of runs) {
      await queue.add("wake", { run, wakeSeq: 7 });
      await queue.add("approve", { run, wakeSeq: 0, vote: "approve", by: "ann" });
      await queue.add("wake", { run: randomUUID(), wakeSeq: 0 });
      await queue.add("wake", { run, wakeSeq: 0, blob: "x".repeat(100_000) });
    }
    await until(() => received() >= heardBefore + 2 * RUNS);
    for (const name of ["wait", "active", "prioritized", "delayed", "meta", "marker", "stalled"]) {
      await foreign.del(queue.toKey(name));
      await foreign.set(queue.toKey(name), "x".repeat(1_000_000));
    }

    expect(await Promise.all(runs.map(world.record))).toEqual(before);
    expect(world.outside.sentBy("shot")).toEqual([]);
    for (const run of runs) {
      await tell(run, yesTo(await world.record(run), "shot"));
    }
    for (const run of runs) await endOf(run, program);
    expectEachSentOnce(crew);
  });
});

async function begin({ begin: beginOne }: Crew, program: Parameters<Crew["begin"]>[0]) {
  return Promise.all(Array.from({ length: RUNS }, () => beginOne(program)));
}

function expectEachSentOnce({ world }: Crew): void {
  const keys = world.outside.sentBy("shot").map(({ key }) => key);
  expect(keys).toHaveLength(RUNS);
  expect(new Set(keys).size).toBe(RUNS);
}

/** Two processes that work as they do in service, only looking for due runs more often. */
async function openCrew() {
  const keyspace = `test-${randomUUID()}`;
  let received = 0;
  const wakings = [openWaking(keyspace, hear), openWaking(keyspace, hear)] as const;
  function hear(): void {
    received++;
  }
  const crew = gather(await startWorlds(onTestFinished), wakings);
  const foreign = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue("wakes", { connection: foreign, prefix: keyspace });
  for (const one of [foreign, queue]) one.on("error", () => undefined);
  onTestFinished(async () => {
    await queue.close();
    foreign.disconnect();
  });
  const dispatchers = wakings.map(({ dispatcher }) => dispatcher);
  return { crew, dispatchers, foreign, queue, received: () => received };
}

function openWaking(keyspace: string, onReceived: () => void): Waking {
  const local = dispatchInProcess(clock, rethrow);
  const shared = dispatchThroughRedis({
    url: redis.url,
    keyspace,
    clock,
    lookEveryMs: 50,
    onThrown: rethrow,
    onTrouble: () => undefined,
  });
  const heard: typeof shared.onWake = (handler, limits) =>
    shared.onWake((...hint) => {
      onReceived();
      return handler(...hint);
    }, limits);
  const dispatcher = switchDispatchers({
    shared: { ...shared, onWake: heard },
    local,
    clock,
    onSwitch: () => undefined,
  });
  return { dispatcher, scan: { wakeHere: local.wake, pace: { everyMs: 20, graceMs: 50 } } };
}

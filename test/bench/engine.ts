// Prints how many steps of runs one process carries out per second, in process and through Redis,
// beside two others on the same server and in the same minute: the floor, which is single-row
// inserts with a commit each, and a bare BullMQ handler that keeps one row for each step. Then
// how long it takes from the wish for a run to its first effect, when there is little to do.

import { dispatchInProcess } from "../../src/engine/dispatch/in-process.ts";
import { dispatchThroughRedis } from "../../src/integrations/redis/dispatcher.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import { startRedis } from "../redis/server.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { type BenchEngine, openBenchEngine } from "./pace/open-engine.ts";
import { openHandler } from "./pace/open-handler.ts";
import { openBenchStore } from "./pace/open-store.ts";
import { quantile } from "./service/figures.ts";

const AT_ONCE = 20;
const STEPS = 5;
const RUNS = 400;
const ROUNDS = 7;
const STARTS = 300;

const { store, insertRow, close } = await openBenchStore(AT_ONCE);
const redis = await startRedis();
const engine = { store, steps: STEPS, atOnce: AT_ONCE };
const inProcess = openBenchEngine({
  ...engine,
  dispatcher: dispatchInProcess(systemClock, console.error),
});
const throughRedis = openBenchEngine({
  ...engine,
  dispatcher: dispatchThroughRedis({
    url: redis.url,
    keyspace: "bench",
    clock: systemClock,
    lookEveryMs: 1_000,
    onThrown: console.error,
    onTrouble: console.error,
  }),
});
const handler = await openHandler({
  path: redis.url,
  steps: STEPS,
  atOnce: AT_ONCE,
  keepStep: insertRow,
});

const runs = { count: RUNS, each: STEPS };
const laps = await inRounds(
  { atOnce: AT_ONCE, rounds: ROUNDS },
  {
    floor: { count: RUNS * STEPS, each: 1, work: insertRow },
    handler: { ...runs, work: handler.run },
    inProcess: { ...runs, work: inProcess.run },
    throughRedis: { ...runs, work: throughRedis.run },
  },
);
console.log(`${AT_ONCE} at once, ${ROUNDS} rounds, median [lowest-highest]`);
console.log(pace("insert and commit", laps.floor));
console.log(pace("steps of a bare BullMQ handler", laps.handler));
console.log(pace("steps of runs, in process", laps.inProcess));
console.log(pace("steps of runs, through Redis", laps.throughRedis));
console.log(ratio("in process, beside the floor", laps.inProcess, laps.floor));
console.log(ratio("in process, beside the handler", laps.inProcess, laps.handler));
console.log(ratio("through Redis, beside the handler", laps.throughRedis, laps.handler));

await printStarts("in process", inProcess);
await printStarts("through Redis", throughRedis);

await Promise.all([handler.close(), inProcess.close(), throughRedis.close()]);
await Promise.all([close(), redis.stop()]);

async function printStarts(name: string, { timeToFirstEffect }: BenchEngine): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) times.push(await timeToFirstEffect());
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(1));
  console.log(`wish to first effect, ${name}, ${STARTS} runs: p50 ${p50} ms, p99 ${p99} ms`);
}

// Prints how long it takes to find stale locks among many other keys and to clear them, and how
// long Redis keeps somebody else waiting meanwhile.

import { Redis } from "ioredis";
import { openRedis } from "../../src/integrations/redis-keys/connection/open.ts";
import { openLockStore } from "../../src/integrations/redis-keys/open-stores.ts";
import { startRedis } from "../redis/server.ts";

const KEYS = 100_000;
const LOCKS = 1_000;
const ROUNDS = 7;
const LIFE = { heartbeat: "worker:{owner}:alive", ownerEndsAt: ":" };

const server = await startRedis();
const client = new Redis(server.url);
const other = new Redis(server.url);
await fill("task:", KEYS - LOCKS);
await fill("workflow:lock:", LOCKS);
await client.config("SET", "slowlog-max-len", "100000");
const idle = await whilePinging(async () => pause(1_000));
console.log(`idle: longest ping ${idle.longest.toFixed(1)} ms, ${idle.pings} pings`);

for (let round = 1; round <= ROUNDS; round += 1) {
  await client.slowlog("RESET");
  await client.config("SET", "slowlog-log-slower-than", "0");
  const connection = openRedis({ url: server.url, commandMs: 5_000 });
  const locks = openLockStore(connection);
  const { longest, p99, took, pings } = await whilePinging(async () => {
    const signal = new AbortController().signal;
    const within = { prefix: "workflow:lock:", max: 5_000, lookAtMost: 1_000_000 };
    const found = await locks.find({ ...within, life: LIFE }, signal);
    if (found.is !== "answered" || found.value.locks.length !== LOCKS) throw new Error("not found");
    const cleared = await locks.clear(found.value.locks, LIFE, `round-${round}`, signal);
    if (cleared.is !== "answered") throw new Error("not cleared");
    if (cleared.value.some(({ is }) => is !== "cleared")) throw new Error("not all cleared");
  });
  await client.config("SET", "slowlog-log-slower-than", "-1");
  const entries = (await client.slowlog("GET", 100_000)) as [number, number, number][];
  const slowest = Math.max(...entries.map(([, , microseconds]) => microseconds)) / 1_000;
  connection.close();
  console.log(
    `round ${round}: found and cleared ${LOCKS} of ${KEYS} in ${took.toFixed(0)} ms; ` +
      `pings of another: longest ${longest.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms of ${pings}; ` +
      `longest of ${entries.length} commands ${slowest.toFixed(2)} ms`,
  );
  await fill("workflow:lock:", LOCKS);
}

client.disconnect();
other.disconnect();
await server.stop();

async function fill(prefix: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += 10_000) {
    const pipeline = client.pipeline();
    for (let each = start; each < Math.min(start + 10_000, count); each += 1) {
      pipeline.set(`${prefix}${each}`, `worker-${each % 50}:${each}`);
    }
    await pipeline.exec();
  }
}

/** What somebody else sees who asks Redis all the time. */
async function whilePinging(work: () => Promise<void>) {
  const waits: number[] = [];
  let isOver = false;
  const pinging = (async () => {
    while (!isOver) {
      const asked = performance.now();
      await other.ping();
      waits.push(performance.now() - asked);
    }
  })();
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  isOver = true;
  await pinging;
  waits.sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.ceil(waits.length * share) - 1] ?? 0;
  return { took, longest: at(1), p99: at(0.99), pings: waits.length };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

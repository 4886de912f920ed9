import type { Queue } from "bullmq";
import type { Redis } from "ioredis";

/** A queue as its owner sees it, only that looking at it leaves no trace. */
export interface OpenedQueue {
  readonly client: Redis;
  readonly queue: Queue;
  readonly keyOf: (part: string) => string;
}

export async function withQueue<Value>(
  client: Redis,
  { prefix, name }: { readonly prefix: string; readonly name: string },
  use: (opened: OpenedQueue) => Promise<Value>,
): Promise<Value> {
  // Loaded only where a queue is looked at: it takes as much memory as all the rest of Pitcrew.
  const { Queue: BullQueue } = await import("bullmq");
  const queue = new BullQueue(name, {
    connection: client,
    prefix,
    skipWaitingForReady: true,
    skipVersionCheck: true,
    skipMetasUpdate: true,
  });
  // Each command answers for itself.
  queue.on("error", () => undefined);
  try {
    return await use({ client, queue, keyOf: (part) => queue.toKey(part) });
  } finally {
    await queue.close();
  }
}

/** BullMQ writes this with the first job or worker. */
export async function exists({ client, keyOf }: OpenedQueue): Promise<boolean> {
  return (await client.exists(keyOf("meta"), keyOf("id"))) > 0;
}

/** By the clock of that Redis. */
export async function nowOf(client: Redis): Promise<number> {
  const [seconds, microseconds] = await client.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
}

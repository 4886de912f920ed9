import type { Redis } from "ioredis";

/** One command, with its arguments as separate values. */
export type Command = readonly [name: string, ...args: (string | number)[]];

/** Few enough that Redis serves others within a millisecond or two. */
const BATCH = 100;

/** Sends commands in batches, each after the answers to the one before, so that others get a turn. */
export async function sendAll(
  client: Redis,
  commands: readonly Command[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const batch of inBatches(commands, signal)) {
    const results = await client.pipeline(batch.map((command) => [...command])).exec();
    for (const [error, answer] of results ?? []) {
      if (error !== null) throw error;
      answers.push(answer);
    }
  }
  return answers;
}

/** Stops between two batches; what was sent is not called back. */
export function* inBatches<Item>(
  items: readonly Item[],
  signal: AbortSignal,
): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += BATCH) {
    signal.throwIfAborted();
    yield items.slice(start, start + BATCH);
  }
}

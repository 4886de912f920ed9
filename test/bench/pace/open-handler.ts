import { randomUUID } from "node:crypto";
import { Queue, Worker } from "bullmq";

export interface BareHandler {
  readonly run: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface HandlerParts {
  /** Where Redis listens. */
  readonly path: string;
  readonly steps: number;
  readonly atOnce: number;
  readonly keepStep: () => Promise<unknown>;
}

/**
 * What somebody would write who has a queue and no engine: a BullMQ job for each run, whose
 * handler keeps one row for each step. It promises nothing about a crash.
 */
export async function openHandler(parts: HandlerParts): Promise<BareHandler> {
  const { path, steps, atOnce, keepStep } = parts;
  const onEnd = new Map<string, () => void>();
  const connection = { path, maxRetriesPerRequest: null };
  const queue = new Queue<{ readonly run: string }>("runs", { connection });
  const worker = new Worker<{ readonly run: string }>(
    "runs",
    async ({ data }) => {
      for (let step = 0; step < steps; step++) await keepStep();
      onEnd.get(data.run)?.();
      onEnd.delete(data.run);
    },
    { connection, concurrency: atOnce },
  );
  await worker.waitUntilReady();
  return {
    run: async () => {
      const run = randomUUID();
      const ended = new Promise<void>((resolve) => onEnd.set(run, resolve));
      await queue.add("run", { run }, { removeOnComplete: true, removeOnFail: true });
      await ended;
    },
    close: async () => {
      await worker.close();
      await queue.close();
    },
  };
}

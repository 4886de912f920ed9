import type { Clock } from "../../ports/clock.ts";
import type { WakeHandler } from "../../ports/dispatcher.ts";
import { connectToReceive } from "./connection.ts";
import { readHint } from "./hint.ts";
import { PatientWorker } from "./patient-worker.ts";

export interface Receiving {
  readonly url: string;
  readonly queue: string;
  readonly keyspace: string;
  readonly clock: Clock;
  readonly handle: WakeHandler;
  readonly concurrency: number;
  readonly onThrown: (error: unknown, run: string) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Receiver {
  readonly working: () => number;
  readonly hasFree: () => boolean;
  /** How many wakes were handed out so far. */
  readonly received: () => number;
  readonly stop: (graceMs: number) => Promise<void>;
}

/** Hands the hints of a queue to the handler. What is not a hint is thrown away. */
export function receive(receiving: Receiving): Receiver {
  const { url, queue, keyspace, clock, handle, concurrency, onThrown, onTrouble } = receiving;
  const working = new Set<Promise<void>>();
  let received = 0;
  let isStopped = false;

  async function take({ data }: { readonly data: unknown }): Promise<void> {
    received++;
    const hint = readHint(data);
    if (hint === undefined || isStopped) return;
    const { run, wakeSeq } = hint;
    const handling = handle(run, wakeSeq)
      .catch((error: unknown) => onThrown(error, run))
      .finally(() => working.delete(handling));
    working.add(handling);
    await handling;
  }

  const { connection, end } = connectToReceive(url);
  const worker = new PatientWorker(queue, take, {
    connection,
    prefix: keyspace,
    concurrency,
    lockDuration: 30_000,
    stalledInterval: 15_000,
    maxStalledCount: 10,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    runRetryDelay: 1_000,
  });
  worker.on("error", onTrouble);

  return {
    working: () => working.size,
    hasFree: () => working.size < concurrency,
    received: () => received,
    stop: async (graceMs) => {
      isStopped = true;
      const { promise: graceIsOver, resolve } = Promise.withResolvers<void>();
      const cancel = clock.after(graceMs, resolve);
      // Without Redis nobody can be told that the jobs are done, and BullMQ would wait for it.
      const isAway = connection.status !== "ready";
      if (isAway) end();
      const closed = worker.close(isAway).catch(onTrouble);
      await Promise.race([Promise.all([closed, ...working]), graceIsOver]);
      cancel();
      await worker.backend.close(true);
      end();
    },
  };
}

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import { startReconciler } from "../../engine/dispatch/reconciler.ts";
import { measureTimerLag } from "../../engine/measure/timer-lag.ts";
import { childStarter } from "../../engine/start-child.ts";
import type { Needs } from "../../engine/worker/perform.ts";
import { createWorker } from "../../engine/worker/worker.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { Measures } from "../../ports/measures.ts";
import type { RunStore } from "../../ports/run-store.ts";
import { openDispatch } from "./open-dispatch.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";

export interface EngineOptions {
  readonly library: PlaybookLibrary;
  readonly needs: Needs;
  readonly redisUrl: string | undefined;
  readonly measures: Measures;
  readonly note: (what: string) => void;
  /** Told of what went wrong and was survived. */
  readonly warn: (what: string, error: unknown) => void;
}

export interface Engine {
  readonly dispatcher: Dispatcher;
  /** Lets what is on its way come to an end, and gives the rest back. */
  readonly drain: () => Promise<void>;
}

const LEASE = { leaseMs: 10_000, renewMs: 3_000 };
const RUNS_OF_A_SCAN = 100;
const CONCURRENCY = 20;
const DRAIN_MS = 25_000;

/** A worker, who wakes it, and who looks for runs that nobody woke it for. */
export async function startEngine(store: RunStore, options: EngineOptions): Promise<Engine> {
  const { library, needs, measures, warn } = options;
  const onThrown = (error: unknown, run: string): void => warn(`Run ${run} broke off`, error);
  const { dispatcher, wakeHere, pace } = await openDispatch({ ...options, onThrown });
  const worker = createWorker(
    { name: `${hostname()}-${process.pid}-${randomUUID()}`, ...LEASE },
    {
      store: measureTimerLag(store, measures),
      dispatcher,
      clock,
      needs,
      startChild: childStarter(library.findUse, { store, dispatcher }),
      programOf: library.programOf,
      chance: Math.random,
      onTrouble: ({ what, run, error }) => warn(`${what.replaceAll("_", " ")}, run ${run}`, error),
      atBoundary: async () => undefined,
    },
  );
  dispatcher.onWake(worker.onWake, { concurrency: CONCURRENCY });
  const onFailedScan = (error: unknown): void => warn("Looking for due runs failed", error);
  const reconciler = startReconciler({
    store,
    wake: wakeHere,
    clock,
    onFailedScan,
    pace,
    limit: RUNS_OF_A_SCAN,
  });
  measures.watch(() => ({
    ...reconciler.health(),
    isDispatcherWell: dispatcher.health().isWell,
  }));
  const drain = async (): Promise<void> => {
    reconciler.stop();
    await worker.drain(DRAIN_MS);
    await dispatcher.close(DRAIN_MS);
  };
  return { dispatcher, drain };
}

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import type { Connections } from "../../config/connections.ts";
import { dispatchInProcess } from "../../engine/dispatch/in-process.ts";
import { startReconciler } from "../../engine/dispatch/reconciler.ts";
import { childStarter } from "../../engine/start-child.ts";
import { createWorker } from "../../engine/worker/worker.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { RunStore } from "../../ports/run-store.ts";
import { httpCallers } from "./http-callers.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";

export interface EngineOptions {
  readonly library: PlaybookLibrary;
  readonly connections: () => Connections | undefined;
  /** Told of what went wrong and was survived. */
  readonly warn: (what: string, error: unknown) => void;
}

export interface Engine {
  readonly dispatcher: Dispatcher;
  /** Lets what is on its way come to an end, and gives the rest back. */
  readonly drain: () => Promise<void>;
}

const LEASE = { leaseMs: 10_000, renewMs: 3_000 };
const SCAN = { everyMs: 1_000, graceMs: 1_000, limit: 100 };
const CONCURRENCY = 20;
const DRAIN_MS = 25_000;

/** A worker, who wakes it, and who looks for runs that nobody woke it for. */
export function startEngine(store: RunStore, options: EngineOptions): Engine {
  const { library, connections, warn } = options;
  const onThrown = (error: unknown, run: string): void => warn(`Run ${run} broke off`, error);
  const dispatcher = dispatchInProcess(clock, onThrown);
  const worker = createWorker(
    { name: `${hostname()}-${process.pid}-${randomUUID()}`, ...LEASE },
    {
      store,
      dispatcher,
      clock,
      needs: { http: httpCallers(connections) },
      startChild: childStarter(async (use) => library.findUse(use), { store, dispatcher }),
      programOf: async (pinned) => library.find(pinned),
      chance: Math.random,
      onTrouble: ({ what, run, error }) => warn(`${what.replaceAll("_", " ")}, run ${run}`, error),
      atBoundary: async () => undefined,
    },
  );
  dispatcher.onWake(worker.onWake, { concurrency: CONCURRENCY });
  const onFailedScan = (error: unknown): void => warn("Looking for due runs failed", error);
  const reconciler = startReconciler({
    store,
    wake: dispatcher.wake,
    clock,
    onFailedScan,
    ...SCAN,
  });
  const drain = async (): Promise<void> => {
    reconciler.stop();
    await worker.drain(DRAIN_MS);
    await dispatcher.close(DRAIN_MS);
  };
  return { dispatcher, drain };
}

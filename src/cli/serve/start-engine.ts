import type { Access } from "../../access/authorize.ts";
import type { Budgets } from "../../config/settings/budgets.ts";
import { startReconciler } from "../../engine/dispatch/reconciler.ts";
import { skewInWords, watchSkew } from "../../engine/measure/skew.ts";
import { measureTimerLag } from "../../engine/measure/timer-lag.ts";
import { childStarter } from "../../engine/start-child.ts";
import { createBreakers } from "../../engine/worker/brakes/breakers.ts";
import type { Needs } from "../../engine/worker/perform.ts";
import { rememberStrange } from "../../engine/worker/understanding.ts";
import type { Tools } from "../../engine/worker/work.ts";
import { createWorker } from "../../engine/worker/worker.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { Measures } from "../../ports/measures.ts";
import type { RunStore } from "../../ports/run-store.ts";
import { openDispatch } from "./open-dispatch.ts";
import type { Remarks } from "./open-database.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";

export interface EngineOptions {
  /** Of the worker, unlike that of any other. */
  readonly name: string;
  readonly library: PlaybookLibrary;
  readonly needs: Needs;
  /** People and their rights as they are at this moment. */
  readonly access: () => Access;
  readonly redisUrl: string | undefined;
  readonly measures: Measures;
  /** Nothing while nobody follows traces. */
  readonly traceparent: Pick<Tools, "traceparent">;
  readonly budgets: Budgets;
  /** Whether it is known which server the database is at this moment. */
  readonly isDatabaseKnown: () => boolean;
  /** Whether this process carries runs out, or leaves that to others. */
  readonly carriesOut: boolean;
  readonly note: (what: string) => void;
  /** Told of what went wrong and was survived. */
  readonly warn: Remarks["warn"];
}

export interface Engine {
  readonly dispatcher: Dispatcher;
  /** Why no run is taken up here, in sentences. */
  readonly troubles: () => readonly string[];
  /** Lets what is on its way come to an end, and gives the rest back. */
  readonly drain: () => Promise<void>;
}

const LEASE = { leaseMs: 10_000, renewMs: 3_000 };
const RUNS_OF_A_SCAN = 100;
const CONCURRENCY = 20;
const DRAIN_MS = 25_000;
const LOOK_AT_CLOCKS_EVERY_MS = 5_000;

/** A worker, who wakes it, and who looks for runs that nobody woke it for. */
export async function startEngine(store: RunStore, options: EngineOptions): Promise<Engine> {
  const { name, library, needs, access, measures, budgets, warn } = options;
  const onThrown = (error: unknown, run: string): void => warn("A run broke off", error, { run });
  const { dispatcher, wakeHere, pace } = await openDispatch({ ...options, onThrown });
  if (!options.carriesOut) {
    return { dispatcher, troubles: () => [], drain: () => dispatcher.close(DRAIN_MS) };
  }
  const skew = watchSkew({
    store,
    clock,
    everyMs: LOOK_AT_CLOCKS_EVERY_MS,
    onTurn: (latest) =>
      latest.is === "close"
        ? options.note(`${skewInWords(latest)} again.`)
        : warn(skewInWords(latest), "E537: let both take their time from the same source"),
    // That the database does not answer is told by others.
    onTrouble: () => undefined,
  });
  const { programOf, strange } = rememberStrange(library.programOf);
  const breakers = createBreakers(clock);
  const worker = createWorker(
    { name, ...LEASE },
    {
      store: measureTimerLag(store, measures),
      dispatcher,
      clock,
      needs,
      access,
      budgets,
      breakers,
      startChild: childStarter(library.findUse, { store, dispatcher }),
      programOf,
      mayClaim: () => skew.latest().is !== "too_far" && options.isDatabaseKnown(),
      chance: Math.random,
      measures,
      ...options.traceparent,
      onTrouble: ({ what, run, error }) =>
        warn(what.replaceAll("_", " "), error, run === null ? {} : { run }),
      atBoundary: async () => undefined,
    },
  );
  dispatcher.onWake(worker.onWake, { concurrency: CONCURRENCY });
  const onFailedScan = (error: unknown): void => warn("Looking for due runs failed", error);
  const reconciler = startReconciler({
    store,
    strange,
    wake: wakeHere,
    clock,
    onFailedScan,
    pace,
    limit: RUNS_OF_A_SCAN,
  });
  measures.watch(() => ({
    ...reconciler.health(),
    isDispatcherWell: dispatcher.health().isWell,
    openBreakers: breakers.open(),
  }));
  const drain = async (): Promise<void> => {
    reconciler.stop();
    await skew.stop();
    await worker.drain(DRAIN_MS);
    await dispatcher.close(DRAIN_MS);
  };
  const troubles = (): readonly string[] => {
    const latest = skew.latest();
    return latest.is === "too_far" ? [`${skewInWords(latest)}.`] : [];
  };
  return { dispatcher, troubles, drain };
}

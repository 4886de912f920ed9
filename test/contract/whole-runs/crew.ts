import { randomUUID } from "node:crypto";
import { expect, onTestFinished } from "vitest";
import { type Pace, startReconciler } from "../../../src/engine/dispatch/reconciler.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import type { Program } from "../../../src/playbook/program.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RunRecord, RunStore } from "../../../src/ports/run-store.ts";
import { replayed, type startWorlds, type World } from "../../engine/worker/world.ts";

/** How the worker of one process learns that there is something to do. */
export interface Waking {
  readonly dispatcher: Dispatcher;
  /** For those who look for due runs; without it nobody does, and hints alone must do. */
  readonly scan?: { readonly wakeHere: Dispatcher["wake"]; readonly pace: Pace };
}

/** The workers of all processes, and what people do with the runs that these carry. */
export interface Crew {
  readonly world: World;
  /** Until then wakes wait, as while all processes start again. */
  readonly goToWork: () => void;
  readonly begin: (program: Program) => Promise<string>;
  readonly tell: (run: string, event: NewMessage["event"]) => Promise<void>;
  /** Comes back when the run is so. */
  readonly until: (run: string, isSo: (record: RunRecord) => boolean) => Promise<RunRecord>;
  /** How it ended, after a look at whether its record is whole. */
  readonly endOf: (run: string, program: Program) => Promise<RunRecord>;
}

type OpenWorld = Awaited<ReturnType<typeof startWorlds>>;

const AT_ONCE = 4;

/** One worker for each waking. Hints are sent by the first process, as people talk to one. */
export function gather(
  openWorld: OpenWorld,
  [first, ...others]: readonly [Waking, ...Waking[]],
): Crew {
  const { dispatcher } = first;
  const world = openWorld(dispatcher);
  const { store, changeOf } = announcing(world.store);

  function goToWork(): void {
    for (const waking of [first, ...others]) work(waking, world, store);
  }

  async function until(run: string, isSo: (record: RunRecord) => boolean): Promise<RunRecord> {
    for (;;) {
      const changed = changeOf(run);
      const record = await world.record(run);
      if (isSo(record)) return record;
      await changed;
    }
  }

  return {
    world,
    goToWork,
    until,
    begin: world.begin,
    tell: async (run, event) => {
      const message = { id: randomUUID(), run, event, actor: "ann", surface: "test" };
      const sent = await world.store.send(message);
      if (sent.is !== "sent") throw new Error(`the message was answered with ${sent.is}`);
      dispatcher.wake(run, sent.wakeSeq);
    },
    endOf: async (run, program) => {
      const record = await until(run, ({ outcome }) => outcome !== null);
      expect(await replayed(world, run, program)).toEqual(record.state);
      expect(await store.openIntents(run)).toEqual([]);
      expect(world.troubles).toEqual([]);
      return record;
    },
  };
}

function work({ dispatcher, scan }: Waking, world: World, store: RunStore): void {
  const settings = { name: randomUUID(), leaseMs: 10_000, renewMs: 20 };
  const worker = createWorker(settings, world.tools({ store, dispatcher }));
  dispatcher.onWake(worker.onWake, { concurrency: AT_ONCE });
  const reconciler =
    scan &&
    startReconciler({
      store,
      strange: async () => [],
      wake: scan.wakeHere,
      clock,
      onFailedScan: (error) => world.troubles.push({ what: "run_broke_off", run: null, error }),
      pace: () => scan.pace,
      limit: 100,
    });
  onTestFinished(async () => {
    reconciler?.stop();
    await worker.drain(0);
    await dispatcher.close(0);
  });
}

/** A store that lets others wait until something was stored for a run. */
function announcing(inner: RunStore) {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const store: RunStore = {
    ...inner,
    append: async (claim, change) => {
      const appended = await inner.append(claim, change);
      waiting.get(claim.run)?.resolve();
      waiting.delete(claim.run);
      return appended;
    },
  };
  return {
    store,
    changeOf: (run: string): Promise<void> => {
      const change = waiting.get(run) ?? Promise.withResolvers<void>();
      waiting.set(run, change);
      return change.promise;
    },
  };
}

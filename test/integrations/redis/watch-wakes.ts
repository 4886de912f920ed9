import { derivedId } from "../../../src/engine/derived-id.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";

export interface WatchedWakes {
  /** The same dispatcher, for runs of any name: what Redis carries are proper ids. */
  readonly watched: (dispatcher: Dispatcher) => Dispatcher;
  /** Whether nothing more will happen before time passes or a handler is done. */
  readonly areSettled: () => boolean;
  readonly areOver: () => boolean;
}

/** Knows what was sent and what has arrived, so that tests wait for that and not for time. */
export function watchWakes(): WatchedWakes {
  const names = new Map<string, string>();
  const underway: { readonly id: string; readonly dueAt: number }[] = [];
  let concurrency = 0;
  let working = 0;
  let isClosed = false;

  return {
    areOver: () => isClosed,
    areSettled: () =>
      isClosed || working === concurrency || underway.every(({ dueAt }) => dueAt > Date.now()),
    watched: (dispatcher) => ({
      health: dispatcher.health,
      wake: (name, wakeSeq, when) => {
        const id = derivedId(name);
        names.set(id, name);
        underway.push({ id, dueAt: Date.now() + (when?.delayMs ?? 0) });
        dispatcher.wake(id, wakeSeq, when);
      },
      onWake: (handle, limits) => {
        concurrency = limits.concurrency;
        dispatcher.onWake(async (id, wakeSeq) => {
          const found = underway.findIndex((wake) => wake.id === id);
          underway.splice(found, 1);
          working++;
          await handle(names.get(id) ?? id, wakeSeq).finally(() => working--);
        }, limits);
      },
      close: async (graceMs) => {
        isClosed = true;
        await dispatcher.close(graceMs);
      },
    }),
  };
}

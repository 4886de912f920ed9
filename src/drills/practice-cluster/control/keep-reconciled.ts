import type { Cancel, Clock } from "../../../ports/clock.ts";
import type { Store } from "../store/store.ts";

export interface Reconciler {
  /** Has everything looked at again after so long. */
  readonly lookAgainIn: (ms: number) => void;
  /** When nothing is left to do but to wait for time. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
}

/** Lets all parts of the cluster look at the world after each change, until nothing changes. */
export function keepReconciled(
  store: Store,
  clock: Pick<Clock, "now" | "after">,
  look: () => void,
): Reconciler {
  const timers = new Map<number, Cancel>();
  let pass: NodeJS.Immediate | undefined;
  let waiting: (() => void)[] = [];

  const forget = store.onChange(({ plural }) => {
    // Events only tell of what has been done.
    if (plural !== "events") soon();
  });

  function soon(): void {
    pass ??= setImmediate(() => {
      pass = undefined;
      look();
      if (pass !== undefined) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  }

  return {
    lookAgainIn: (ms) => {
      const at = clock.now() + ms;
      if (timers.has(at)) return;
      const cancel = clock.after(ms, () => {
        timers.delete(at);
        soon();
      });
      timers.set(at, cancel);
    },
    settled: () => {
      if (pass === undefined) return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
    stop: () => {
      forget();
      clearImmediate(pass);
      for (const cancel of timers.values()) cancel();
    },
  };
}

import type { WakeHandler } from "../../ports/dispatcher.ts";

export interface Bounded {
  readonly handle: WakeHandler;
  readonly working: () => number;
  readonly waiting: () => number;
}

/** The same handler, for several callers who share it: so many are at work, the others wait. */
export function atMost(concurrency: number, handle: WakeHandler): Bounded {
  const waiting: (() => void)[] = [];
  let working = 0;

  async function enter(): Promise<void> {
    if (working < concurrency) working++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Whoever waits longest takes the place over. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) working--;
    else next();
  }

  return {
    handle: async (run, wakeSeq) => {
      await enter();
      try {
        await handle(run, wakeSeq);
      } finally {
        leave();
      }
    },
    working: () => working,
    waiting: () => waiting.length,
  };
}

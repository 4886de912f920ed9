import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "./ledger.ts";

export interface RestWatch {
  /**
   * Settles when all these runs have been accepted, and have ended or wait for somebody, or when
   * they have had all the time for it that they may have.
   */
  readonly untilAtRest: (runs: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Looks for all who wait, again and again. */
export function watchRest(
  ledger: Pick<Ledger, "moving">,
  accepted: () => readonly string[],
): RestWatch {
  const waiting = new Set<{ readonly runs: Set<string>; readonly resolve: () => void }>();
  let isOver = false;

  async function look(): Promise<void> {
    // What is accepted only now may be missing in what is read next.
    const known = accepted();
    const moving = await ledger.moving();
    for (const one of waiting) {
      for (const run of known) if (!moving.has(run)) one.runs.delete(run);
      if (one.runs.size > 0) continue;
      waiting.delete(one);
      one.resolve();
    }
  }

  async function lookForEver(): Promise<void> {
    while (!isOver) {
      // The database may be away.
      await look().catch(() => undefined);
      await pause(LOOK_EVERY_MS);
    }
  }

  const looking = lookForEver();
  return {
    untilAtRest: (runs) =>
      new Promise((resolve) => {
        const given = setTimeout(resolve, PATIENCE_MS);
        const settle = (): void => {
          clearTimeout(given);
          resolve();
        };
        waiting.add({ runs: new Set(runs), resolve: settle });
      }),
    stop: async () => {
      isOver = true;
      await looking;
    },
  };
}

const LOOK_EVERY_MS = 50;

/** What moves for longer than that is stuck, and will be found so. */
const PATIENCE_MS = 60_000;

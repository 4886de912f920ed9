import { sleep } from "../../engine/sleep.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PagerAnswer } from "../../ports/pager.ts";

export interface Patience {
  readonly clock: Pick<Clock, "after">;
  /** From 0 to 1, 1 excluded. */
  readonly chance: () => number;
}

const TRIES = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

/**
 * Asks again, with growing pauses of chance, while PagerDuty fails by itself. When it says that it
 * is busy, it is left alone at once: whoever asked has more patience than a single call.
 */
export async function persist<Value>(
  ask: () => Promise<PagerAnswer<Value>>,
  { clock, chance }: Patience,
  signal: AbortSignal,
): Promise<PagerAnswer<Value>> {
  for (let tried = 1; ; tried += 1) {
    const answer = await ask();
    const isPassing = answer.is === "later" && answer.afterMs === 0;
    if (!isPassing || tried === TRIES || signal.aborted) return answer;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** tried);
    await sleep(clock, chance() * longest, signal);
  }
}

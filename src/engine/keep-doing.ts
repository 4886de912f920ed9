import type { Clock } from "../ports/clock.ts";
import { sleep } from "./sleep.ts";

export interface Habit {
  readonly clock: Pick<Clock, "after">;
  readonly pauseMs: number;
  readonly pauseAfterTroubleMs: number;
  readonly onTrouble: (error: unknown) => void;
}

/** Does it again and again, with pauses, until it is told to stop; what it is at then is waited for. */
export function keepDoing(
  work: (signal: AbortSignal) => Promise<void>,
  { clock, pauseMs, pauseAfterTroubleMs, onTrouble }: Habit,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function goOn(): Promise<void> {
    while (!signal.aborted) {
      let pause = pauseMs;
      try {
        await work(signal);
      } catch (error) {
        onTrouble(error);
        pause = pauseAfterTroubleMs;
      }
      await sleep(clock, pause, signal);
    }
  }

  const going = goOn();
  return async () => {
    stopping.abort();
    await going;
  };
}

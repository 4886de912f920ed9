import type { Cancel, Clock } from "../../ports/clock.ts";

export interface Lookout {
  /** Looks out of turn, because something has changed. */
  readonly lookNow: () => void;
  readonly isWell: () => boolean;
  readonly stop: () => void;
}

export interface Looking {
  /** Whether all was well; what it throws says that it was not. */
  readonly look: () => Promise<boolean>;
  readonly clock: Clock;
  /** Between two looks. */
  readonly everyMs: number;
  readonly onTrouble: (error: unknown) => void;
}

/** Looks again and again. All is well until no look was good for a while. */
export function keepLooking({ look, clock, everyMs, onTrouble }: Looking): Lookout {
  let lastGoodAt: number | undefined;
  let cancel: Cancel | undefined;
  let isStopped = false;

  async function lookOnce(): Promise<void> {
    const startedAt = clock.monotonic();
    try {
      if (await look()) lastGoodAt = startedAt;
    } catch (error) {
      onTrouble(error);
    }
  }

  function lookNow(): void {
    cancel?.();
    void lookOnce().then(() => {
      cancel?.();
      if (!isStopped) cancel = clock.after(everyMs, lookNow);
    });
  }

  lookNow();
  return {
    lookNow,
    isWell: () =>
      !isStopped && lastGoodAt !== undefined && clock.monotonic() - lastGoodAt <= PATIENCE_MS,
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
}

/** A reconnection or a short pause of Redis is no reason to change the way of working. */
const PATIENCE_MS = 5_000;

import { keepDoing } from "../../engine/keep-doing.ts";
import type { Clock } from "../../ports/clock.ts";
import { catchUp } from "./catch-up.ts";
import { pageOnce, type PagingNeeds } from "./page-once.ts";

export interface PagingOptions extends PagingNeeds {
  readonly clock: Pick<Clock, "after" | "monotonic">;
  /** How long after its deadline a run is silent. */
  readonly silentAfterMs: number;
  readonly onTrouble: (error: unknown) => void;
}

const PAUSES = { pauseMs: 1_000, pauseAfterTroubleMs: 5_000 };
const ROUND_MS = 30_000;
const AT_ONCE = 20;
/** Longer than any call to PagerDuty takes. */
const TAKEN_MS = 120_000;

/** Pages people for as long as Pitcrew runs, whether or not anybody works on runs. */
export function startPaging(options: PagingOptions): () => Promise<void> {
  const { desk, clock, silentAfterMs } = options;
  let roundAt = Number.NEGATIVE_INFINITY;

  async function page(signal: AbortSignal): Promise<void> {
    if (clock.monotonic() >= roundAt + ROUND_MS) {
      roundAt = clock.monotonic();
      await desk.wantSilent(silentAfterMs);
      await desk.wantChanges();
      await catchUp(options, signal);
    }
    const wishes = await desk.take(AT_ONCE, TAKEN_MS);
    await Promise.all(wishes.map((wish) => pageOnce(wish, options, signal)));
  }

  return keepDoing(page, { ...options, ...PAUSES });
}

import { keepDoing } from "../../engine/keep-doing.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PagerEvents } from "../../ports/pager-events.ts";
import { actOnEvent, type ActingNeeds } from "./act-on-event.ts";

export interface ActingOptions extends ActingNeeds {
  readonly events: Pick<PagerEvents, "take" | "finish">;
  readonly clock: Pick<Clock, "after">;
  readonly onTrouble: (error: unknown) => void;
}

const PAUSES = { pauseMs: 1_000, pauseAfterTroubleMs: 5_000 };
const AT_ONCE = 10;
/** Longer than acting takes; what PagerDuty has to be asked for is tried again after it. */
const TAKEN_MS = 120_000;

/** Acts on what PagerDuty tells, in the order in which it was told. */
export function startActing(options: ActingOptions): () => Promise<void> {
  const { events } = options;
  return keepDoing(
    async (signal) => {
      for (const kept of await events.take(AT_ONCE, TAKEN_MS)) {
        const acted = await actOnEvent(kept, options, signal);
        if (acted === "done") await events.finish(kept.delivery);
      }
    },
    { ...options, ...PAUSES },
  );
}

import { keepDoing } from "../../engine/keep-doing.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HttpAnswer } from "../../ports/http-caller.ts";

export interface HeartbeatOptions {
  /** What keeps Pitcrew from doing its work, in sentences; empty when nothing does. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly beat: (signal: AbortSignal) => Promise<HttpAnswer>;
  readonly everyMs: number;
  readonly clock: Pick<Clock, "after">;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Calls a service outside for as long as all is well. Silence is what pages somebody, so whatever
 * is wrong here needs no way out of its own.
 */
export function startHeartbeat(options: HeartbeatOptions): () => Promise<void> {
  const { troubles, beat, everyMs } = options;
  return keepDoing(
    async (signal) => {
      const found = await troubles();
      if (found.length > 0) throw new Error(`No heartbeat is sent: ${found.join(" ")}`);
      const answer = await beat(signal);
      if (answer.is === "answered" && answer.status < 300) return;
      const detail = "detail" in answer ? answer.detail : `it answered ${answer.status}`;
      throw new Error(`The heartbeat has not arrived: ${detail}`);
    },
    { ...options, pauseMs: everyMs, pauseAfterTroubleMs: everyMs },
  );
}

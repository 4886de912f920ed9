import { formatDuration } from "../../model/duration.ts";
import { SKEW_NOTICED_MS, SKEW_REFUSED_MS } from "../../model/skew.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RunStore } from "../../ports/run-store.ts";
import { keepDoing } from "../keep-doing.ts";

/** How the clock of this machine stands to that of the database. */
export interface Skew {
  readonly is: "close" | "apart" | "too_far";
  /** How far the database is ahead, in milliseconds. */
  readonly ms: number;
}

export interface SkewWatch {
  readonly latest: () => Skew;
  readonly stop: () => Promise<void>;
}

export interface Watching {
  readonly store: Pick<RunStore, "now">;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Told when the clocks come closer or go apart. */
  readonly onTurn: (skew: Skew) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Clocks can be set while we run. Leases do not depend on ours, but what people read does. */
export function watchSkew({ store, clock, everyMs, onTurn, onTrouble }: Watching): SkewWatch {
  let latest: Skew = { is: "close", ms: 0 };

  async function look(): Promise<void> {
    const [asked, began] = [clock.now(), clock.monotonic()];
    const now = await store.now();
    const took = clock.monotonic() - began;
    // Its time was read at some moment between question and answer.
    if (took > LONGEST_ANSWER_MS) return;
    const before = latest.is;
    latest = judgeSkew(Math.round(now - (asked + took / 2)));
    if (latest.is !== before) onTurn(latest);
  }

  const pauses = { pauseMs: everyMs, pauseAfterTroubleMs: everyMs };
  const stop = keepDoing(look, { clock, onTrouble, ...pauses });
  return { latest: () => latest, stop };
}

/** A later answer says too little about the time. */
const LONGEST_ANSWER_MS = 2_000;

export function judgeSkew(ms: number): Skew {
  const off = Math.abs(ms);
  if (off > SKEW_REFUSED_MS) return { is: "too_far", ms };
  return { is: off > SKEW_NOTICED_MS ? "apart" : "close", ms };
}

/** In a sentence, without its end. */
export function skewInWords({ is, ms }: Skew): string {
  const how = ms > 0 ? "behind" : "ahead of";
  const far = `This machine's clock is ${formatDuration(Math.abs(ms))} ${how} that of the database`;
  switch (is) {
    case "close":
      return "This machine's clock agrees with that of the database";
    case "apart":
      return far;
    case "too_far":
      return `${far}, so no run is taken up here`;
  }
}

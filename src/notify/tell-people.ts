import { sleep } from "../engine/sleep.ts";
import type { Clock } from "../ports/clock.ts";
import { FIRST_PACE, nextMove, type Pace, paceAfter } from "./deliver/pace.ts";
import { send, type Sending } from "./deliver/send.ts";
import { followAlerts } from "./follow-alerts.ts";
import { followPages } from "./follow-pages.ts";
import { type Following, followRuns } from "./follow-runs.ts";

export interface Telling extends Following, Sending {
  /** Unique among all processes. */
  readonly teller: string;
  readonly clock: Clock;
}

const LOOK_EVERY_MS = 1_000;
/** Longer than any call to the chat may take. */
const TURN_MS = 45_000;
const AT_ONCE = 200;

/**
 * Tells people of runs until the signal says stop. Whatever goes wrong here is said and tried
 * again; no run ever waits for it.
 */
export async function tellPeople(telling: Telling, signal: AbortSignal): Promise<void> {
  const tellNext = createTeller(telling);
  while (!signal.aborted) {
    const rest = await tellNext().catch((error: unknown) => {
      telling.onTrouble("People could not be told", error);
      return LOOK_EVERY_MS;
    });
    if (rest > 0) await sleep(telling.clock, rest, signal);
  }
}

/** Sends one message at most, and says how long there is nothing to do. */
export function createTeller(telling: Telling): () => Promise<number> {
  const { messages, teller, clock, book, onTrouble } = telling;
  const follow = followRuns(telling);
  const followCalls = followPages(messages, book);
  const followFiring = followAlerts(messages, book, clock);
  let pace: Pace = FIRST_PACE;
  return async () => {
    if (!(await messages.take(teller, TURN_MS))) return LOOK_EVERY_MS;
    await follow();
    await followCalls();
    await followFiring();
    const unshown = await messages.unshown(AT_ONCE);
    const move = nextMove(unshown, { ...pace, now: clock.monotonic() });
    switch (move.is) {
      case "rest":
        return LOOK_EVERY_MS;
      case "wait":
        return Math.min(move.ms, LOOK_EVERY_MS);
      case "send": {
        const sent = await send(move.message, telling);
        pace = paceAfter(sent, move.message, pace, clock.monotonic());
        const because = "because" in sent ? sent.because : null;
        if (because !== null) onTrouble(`${move.message.key} was not shown`, because);
        return 0;
      }
    }
  };
}

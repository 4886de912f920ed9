import type { Unshown } from "../../ports/message-store.ts";
import type { Sent } from "./send.ts";

/** What was sent lately, by a clock that never goes back. */
export interface Pace {
  readonly now: number;
  /** Until the chat takes messages again. */
  readonly pausedUntil: number;
  /** When something was last posted in each channel. */
  readonly postedIn: ReadonlyMap<string, number>;
  /** When each message was shown as it is. */
  readonly shownAt: ReadonlyMap<string, number>;
  readonly lastEdit: number;
}

export const FIRST_PACE: Pace = {
  now: 0,
  pausedUntil: -Infinity,
  postedIn: new Map(),
  shownAt: new Map(),
  lastEdit: -Infinity,
};

export type Move =
  | { readonly is: "send"; readonly message: Unshown }
  | { readonly is: "wait"; readonly ms: number }
  | { readonly is: "rest" };

/** A chat takes about a post a second in a channel, and fifty edits a minute altogether. */
const POST_EVERY_MS = 1_100;
const EDIT_EVERY_MS = 1_250;
/** People read a message; it does not flicker. */
const SAME_EDIT_EVERY_MS = 3_000;

/**
 * Which message is sent next: what somebody waits for before what is good to know, and of the
 * same urgency what was wanted first. What must wait never keeps another from going.
 */
export function nextMove(unshown: readonly Unshown[], pace: Pace): Move {
  const waits = unshown.flatMap((message) => {
    const ms = waitOf(message, pace);
    return ms === undefined ? [] : [{ message, ms }];
  });
  const ready = waits.filter(({ ms }) => ms <= 0).map(({ message }) => message);
  const [first] = ready.toSorted((a, b) => a.urgency - b.urgency);
  if (first !== undefined) return { is: "send", message: first };
  if (waits.length === 0) return { is: "rest" };
  return { is: "wait", ms: Math.min(...waits.map(({ ms }) => ms)) };
}

/** Undefined while the message below which it stands is not there. */
function waitOf(message: Unshown, pace: Pace): number | undefined {
  const paused = pace.pausedUntil - pace.now;
  if (message.posted === null) {
    if (message.thread !== null && message.below === null) return undefined;
    const last = pace.postedIn.get(message.below?.channel ?? message.channel) ?? -Infinity;
    return Math.max(paused, last + POST_EVERY_MS - pace.now);
  }
  const shown = pace.shownAt.get(message.key) ?? -Infinity;
  return Math.max(
    paused,
    shown + SAME_EDIT_EVERY_MS - pace.now,
    pace.lastEdit + EDIT_EVERY_MS - pace.now,
  );
}

/** The pace once something was sent. What is too long ago to matter is forgotten. */
export function paceAfter(sent: Sent, { key }: Unshown, pace: Pace, now: number): Pace {
  switch (sent.is) {
    case "posted": {
      const postedIn = withTime(pace.postedIn, sent.channel, now);
      return { ...pace, postedIn, shownAt: withTime(pace.shownAt, key, now) };
    }
    case "edited":
      return { ...pace, lastEdit: now, shownAt: withTime(pace.shownAt, key, now) };
    case "later":
      return { ...pace, pausedUntil: now + sent.afterMs };
    case "dropped":
      return pace;
  }
}

function withTime(times: Pace["postedIn"], name: string, now: number): Pace["postedIn"] {
  const recent = [...times].filter(([, at]) => at > now - SAME_EDIT_EVERY_MS);
  return new Map([...recent, [name, now]]);
}

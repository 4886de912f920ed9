import type { RunEvent } from "../engine/machine/event.ts";

/** What is still going to happen in a rehearsal. Time does not pass; it jumps to the next event. */
export interface Agenda {
  readonly add: (event: RunEvent) => void;
  /** Replaces every earlier wake, as the machine asks for it. */
  readonly wakeAt: (at: number) => void;
  /** The earliest event; of several at one time the first that was added, and a wake last. */
  readonly next: () => RunEvent | undefined;
}

/** A back-off always waits its longest, so that a rehearsal goes the same way every time. */
export const LONGEST_CHANCE = 1;

export function createAgenda(): Agenda {
  let events: readonly RunEvent[] = [];
  let wake: number | undefined;

  return {
    add: (event) => {
      const later = events.findIndex(({ at }) => at > event.at);
      events = events.toSpliced(later < 0 ? events.length : later, 0, event);
    },
    wakeAt: (at) => {
      wake = at;
    },
    next: () => {
      const [first, ...rest] = events;
      if (wake !== undefined && (first === undefined || wake < first.at)) {
        const woke: RunEvent = { is: "woke", at: wake, chance: LONGEST_CHANCE };
        wake = undefined;
        return woke;
      }
      events = rest;
      return first;
    },
  };
}

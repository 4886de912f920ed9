import type { IntentId } from "../../ports/run-change.ts";
import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import type { Pending } from "./ask-after.ts";
import { idOf } from "./intent.ts";

/** Effects of one run that were sent and whose answers are awaited. */
export interface Flights {
  readonly launch: (effect: Perform) => void;
  /** Its answer is heard. */
  readonly land: (effect: IntentId) => void;
  /** It brought no answer yet, and is launched again by the first `resume` from then on. */
  readonly pause: (effect: IntentId, until: number) => void;
  readonly resume: (now: number) => void;
  /** Stops it, and waits no longer for its answer. */
  readonly giveUp: (effect: IntentId) => void;
  readonly giveUpAll: () => void;
  /** Those that are paused as well. */
  readonly inTheAir: () => readonly IntentId[];
  readonly isAnyUnderWay: () => boolean;
  readonly pausedUntil: () => number | undefined;
}

export interface Airport {
  readonly fly: (effect: Perform, signal: AbortSignal) => Promise<PerformResult | Pending>;
  readonly onAnswer: (effect: Perform, result: PerformResult | Pending) => void;
  readonly onThrown: (error: unknown) => void;
}

interface Flight {
  readonly effect: Perform;
  readonly control: AbortController;
  /** Null while it is under way. */
  readonly pausedUntil: number | null;
}

export function createFlights({ fly, onAnswer, onThrown }: Airport): Flights {
  const flights = new Map<string, Flight>();

  function launch(effect: Perform): void {
    const control = new AbortController();
    flights.set(nameOf(effect), { effect, control, pausedUntil: null });
    fly(effect, control.signal).then((result) => onAnswer(effect, result), onThrown);
  }

  function giveUp(id: IntentId): void {
    flights.get(nameOf(id))?.control.abort(new Error("the run has given it up"));
    flights.delete(nameOf(id));
  }

  function pauses(): readonly number[] {
    return [...flights.values()].flatMap(({ pausedUntil }) => pausedUntil ?? []);
  }

  return {
    launch,
    land: (id) => void flights.delete(nameOf(id)),
    pause: (id, until) => {
      const flight = flights.get(nameOf(id));
      if (flight !== undefined) flights.set(nameOf(id), { ...flight, pausedUntil: until });
    },
    resume: (now) => {
      for (const { effect, pausedUntil } of flights.values()) {
        if (pausedUntil !== null && pausedUntil <= now) launch(effect);
      }
    },
    giveUp,
    giveUpAll: () => {
      for (const { effect } of flights.values()) giveUp(effect);
    },
    inTheAir: () => [...flights.values()].map(({ effect }) => idOf(effect)),
    isAnyUnderWay: () => flights.size > pauses().length,
    pausedUntil: () => (pauses().length === 0 ? undefined : Math.min(...pauses())),
  };
}

function nameOf({ step, item, phase, attempt }: IntentId): string {
  return `${step}/${item}/${phase}/${attempt}`;
}

import type { IntentId } from "../../ports/run-store.ts";
import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { idOf } from "./intent.ts";

/** Effects of one run that were sent and whose answers are awaited. */
export interface Flights {
  readonly launch: (effect: Perform) => void;
  /** Its answer is heard. */
  readonly land: (effect: IntentId) => void;
  /** Stops it, and waits no longer for its answer. */
  readonly giveUp: (effect: IntentId) => void;
  readonly giveUpAll: () => void;
  readonly inTheAir: () => readonly IntentId[];
}

export interface Airport {
  readonly fly: (effect: Perform, signal: AbortSignal) => Promise<PerformResult>;
  readonly onAnswer: (effect: Perform, result: PerformResult) => void;
  readonly onThrown: (error: unknown) => void;
}

export function createFlights({ fly, onAnswer, onThrown }: Airport): Flights {
  const flights = new Map<string, { readonly id: IntentId; readonly control: AbortController }>();

  function giveUp(id: IntentId): void {
    flights.get(nameOf(id))?.control.abort(new Error("the run has given it up"));
    flights.delete(nameOf(id));
  }

  return {
    launch: (effect) => {
      const control = new AbortController();
      flights.set(nameOf(effect), { id: idOf(effect), control });
      fly(effect, control.signal).then((result) => onAnswer(effect, result), onThrown);
    },
    land: (id) => void flights.delete(nameOf(id)),
    giveUp,
    giveUpAll: () => {
      for (const { id } of flights.values()) giveUp(id);
    },
    inTheAir: () => [...flights.values()].map(({ id }) => id),
  };
}

function nameOf({ step, item, phase, attempt }: IntentId): string {
  return `${step}/${item}/${phase}/${attempt}`;
}

import type { Arrival } from "./arrival.ts";

/** A place where an effect may stand: a target, and the key that it came under. */
export type Place = Pick<Arrival, "target" | "key">;

/** What can be seen of an effect from outside. */
export interface Sight {
  /** How often its target has been changed so far. */
  readonly effects: number;
  /** The line of the effect itself, 0 while there is none. */
  readonly effect: number;
  /** Somebody has asked for it, and it is not complete. */
  readonly isUnderWay: boolean;
}

export interface Memory {
  readonly begin: (place: Place) => void;
  readonly end: (place: Place) => void;
  readonly keep: (arrival: Arrival) => void;
  readonly look: (place: Place) => Sight;
}

export function rememberAll(earlier: readonly Arrival[]): Memory {
  const applied = new Map<string, number>();
  const effects = new Map<string, number>();
  const underWay = new Map<string, number>();

  function keep(arrival: Arrival): void {
    if (arrival.was !== "applied") return;
    applied.set(nameOf(arrival), arrival.number);
    effects.set(arrival.target, (effects.get(arrival.target) ?? 0) + 1);
  }

  function count(place: Place, more: 1 | -1): void {
    underWay.set(nameOf(place), (underWay.get(nameOf(place)) ?? 0) + more);
  }

  for (const arrival of earlier) keep(arrival);
  return {
    begin: (place) => count(place, 1),
    end: (place) => count(place, -1),
    keep,
    look: (place) => ({
      effects: effects.get(place.target) ?? 0,
      effect: applied.get(nameOf(place)) ?? 0,
      isUnderWay: (underWay.get(nameOf(place)) ?? 0) > 0,
    }),
  };
}

/** A key counts for the target that it was sent to. */
export function nameOf({ target, key }: Place): string {
  return JSON.stringify([target, key]);
}

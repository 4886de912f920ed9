import type { Arrival } from "../../oracle/arrival.ts";
import { describeArrival, tookEffect } from "../effects.ts";
import type { History } from "../history.ts";

/** Two effects on one target come one after the other, whoever sends them. */
export function* neverBeside({ arrivals }: History): Generator<string> {
  const byTarget = Map.groupBy(arrivals.filter(tookEffect), ({ target }) => target);
  for (const effects of byTarget.values()) yield* overlapsOf(effects);
}

function* overlapsOf(effects: readonly Arrival[]): Generator<string> {
  const [first, ...later] = effects.toSorted((one, other) => one.started - other.started);
  if (first === undefined) return;
  let longest = first;
  for (const effect of later) {
    if (effect.started < longest.ended) {
      const before = longest.ended - effect.started;
      yield `${describeArrival(effect)} began ${before} ms before the end of line ${longest.number}`;
    }
    if (effect.ended > longest.ended) longest = effect;
  }
}

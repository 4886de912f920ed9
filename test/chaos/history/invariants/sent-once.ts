import { effectsOf, tookEffect } from "../effects.ts";
import type { History } from "../history.ts";

/** However often workers die and whoever takes over: at most one arrival. */
export function* sentOnce(history: History): Generator<string> {
  for (const { name, arrivals } of effectsOf(history, "once")) {
    const applied = arrivals.filter(tookEffect);
    if (applied.length <= 1) continue;
    const attempts = applied.map(({ attempt }) => attempt).join(", ");
    yield `${name} is a once effect and took effect ${applied.length} times, in attempts ${attempts}`;
  }
}

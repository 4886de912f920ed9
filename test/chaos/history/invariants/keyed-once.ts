import { type EffectHistory, effectsOf, tookEffect } from "../effects.ts";
import type { History } from "../history.ts";

/** All tries share one key and say the same, and a success on record is one effect outside. */
export function* keyedOnce(history: History): Generator<string> {
  for (const effect of effectsOf(history, "idempotent")) yield* judge(effect);
}

function* judge({ name, intents, arrivals }: EffectHistory): Generator<string> {
  const keys = new Set(intents.map(({ key }) => key));
  if (keys.size > 1) yield `${name} was tried under ${keys.size} keys: ${[...keys].join(", ")}`;

  const digests = new Set(arrivals.map(({ digest }) => digest));
  if (digests.size > 1) yield `${name} was sent with ${digests.size} different contents`;

  const applied = arrivals.filter(tookEffect).length;
  if (applied > 1) yield `${name} took effect ${applied} times`;

  const isSuccess = intents.some(({ outcome }) => outcome === "succeeded");
  if (isSuccess && applied === 0) yield `${name} succeeded on record, and never took effect`;
}

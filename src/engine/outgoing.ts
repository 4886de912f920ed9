import type { Outgoing } from "../ports/run-change.ts";
import type { Effect } from "./machine/effect.ts";

/** Of all that a run wants, what others are to be told. */
export function outgoingOf(effects: readonly Effect[]): readonly Outgoing[] {
  return effects.filter(
    (effect) => effect.is !== "perform" && effect.is !== "abort" && effect.is !== "wake",
  );
}

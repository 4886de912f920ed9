import type { Scenario } from "./scenario.ts";

/** Moments of a drill at which its server may die: it has heard of it, it asks, it was answered. */
export const KILLED_AT = ["heard", "asked", "answered"] as const;

export type KilledAt = (typeof KILLED_AT)[number];

/** How long after which moment. */
export interface Blow {
  readonly at: KilledAt;
  readonly afterMs: number;
}

/** After the longest, most drills have begun to wait for what they have brought about. */
const LONGEST_MS: Readonly<Record<KilledAt, number>> = { heard: 300, asked: 300, answered: 2_000 };

/** Draws a moment; `chance` is from 0 to 1. Where nothing is mended, it is not certain that anybody is asked. */
export function chooseBlow({ targets }: Scenario, chance: () => number): Blow {
  const possible = targets.recover === undefined ? 1 : KILLED_AT.length;
  const at = KILLED_AT[Math.floor(chance() * possible)] ?? "heard";
  return { at, afterMs: chance() * LONGEST_MS[at] };
}

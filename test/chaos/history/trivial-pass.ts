import type { History } from "./history.ts";

/** What there was to break, and what came off all the same. */
export interface Counts {
  readonly faults: number;
  /** Tries of effects, reads included. */
  readonly effects: number;
  readonly succeeded: number;
}

export function countsOf({ runs, faults }: Pick<History, "runs" | "faults">): Counts {
  const intents = runs.flatMap((run) => run.intents);
  const succeeded = intents.filter(({ outcome }) => outcome === "succeeded").length;
  return { faults: faults.length, effects: intents.length, succeeded };
}

/** Of all effects that were set out for, how many must have succeeded. */
const ENOUGH = 0.5;

/**
 * Why an experiment proves nothing, although no invariant is broken: one in which nothing goes
 * wrong, or nothing goes right, breaks no promise either.
 */
export function* whyTrivial({ faults, effects, succeeded }: Counts): Generator<string> {
  if (faults === 0) yield "no fault fired";
  if (effects === 0) yield "no effect was set out for";
  else if (succeeded / effects < ENOUGH) yield `only ${succeeded} of ${effects} effects succeeded`;
}

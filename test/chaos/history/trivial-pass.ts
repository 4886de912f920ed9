import type { History } from "./history.ts";

/** Of all effects that were set out for, how many must have succeeded. */
const ENOUGH = 0.5;

/**
 * Why an experiment proves nothing, although no invariant is broken: one in which nothing goes
 * wrong, or nothing goes right, breaks no promise either.
 */
export function* whyTrivial({ runs, faults }: History): Generator<string> {
  if (faults.length === 0) yield "no fault fired";

  const intents = runs.flatMap((run) => run.intents);
  const succeeded = intents.filter(({ outcome }) => outcome === "succeeded").length;
  if (intents.length === 0) yield "no effect was set out for";
  else if (succeeded / intents.length < ENOUGH) {
    yield `only ${succeeded} of ${intents.length} effects succeeded`;
  }
}

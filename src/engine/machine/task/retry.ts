import { milliseconds } from "../../../model/duration.ts";
import type { EffectClass } from "../../../model/effect-class.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Retry } from "../../../playbook/format/step.ts";

/** For a step that says nothing: five more tries, half a second to half a minute apart. */
export const DEFAULT_RETRY: Retry = {
  max: 5,
  backoff: "500ms",
  factor: 2,
  max_backoff: "30s",
  jitter: "full",
};

/**
 * Whether a failed attempt may be tried again.
 *
 * What a playbook writes in `retry.on` replaces the rule about transient errors, but no playbook
 * can make a `once` step repeat: only the proof that nothing was ever sent can.
 */
export function mayRetry(
  effect: EffectClass,
  policy: Retry,
  failure: Failure,
  attempt: number,
  wanted: boolean | undefined,
): boolean {
  if (attempt > policy.max) return false;
  switch (effect) {
    case "once":
      return failure.retry === "never_left" && wanted !== false;
    case "read":
    case "idempotent":
      return wanted ?? failure.retry !== "never";
  }
}

/** Whether it leaves open if the effect took place, so that a repeat could be the second one. */
export function leavesOpen({ code, retry }: Failure): boolean {
  return code === "E605" || retry === "later";
}

/** How long to wait after the given attempt. Full jitter spreads runs that failed together. */
export function backoff(policy: Retry, attempt: number, chance: number): number {
  const grown = milliseconds(policy.backoff) * policy.factor ** (attempt - 1);
  const longest = Math.min(grown, milliseconds(policy.max_backoff));
  return Math.round(policy.jitter === "full" ? longest * chance : longest);
}

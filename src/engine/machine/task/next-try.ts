import type { EffectClass } from "../../../model/effect-class.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Call } from "../attempt.ts";
import type { TaskRef } from "../state.ts";
import { evaluateCondition } from "../step/condition.ts";
import { workAt, type Turn } from "../turn.ts";
import { backoff, DEFAULT_RETRY, mayRetry } from "./retry.ts";

/** The wait before the next attempt at a task's effect; nothing when it is not tried again. */
export function nextTry(
  turn: Turn,
  ref: TaskRef,
  effect: EffectClass,
  failure: Failure,
  attempt: number,
): Call | undefined {
  if (turn.run.phase.is !== "running") return undefined;
  const { step } = workAt(turn, ref).step;
  const policy = step.retry ?? DEFAULT_RETRY;
  if (!mayRetry(effect, policy, failure, attempt, wantsRetry(turn, ref, failure))) return undefined;
  return { is: "backing_off", attempt, until: turn.at + backoff(policy, attempt, turn.chance) };
}

/** What the playbook's `retry.on` says. One that cannot be evaluated never causes a repeat. */
function wantsRetry(turn: Turn, ref: TaskRef, failure: Failure): boolean | undefined {
  const { task, step } = workAt(turn, ref);
  if (step.retryOn === undefined) return undefined;
  const { code, message } = failure;
  const wanted = evaluateCondition(turn, step.retryOn, {
    item: task.item,
    error: { code, message },
  });
  return wanted.ok && wanted.value;
}

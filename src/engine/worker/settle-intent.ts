import type { Clock } from "../../ports/clock.ts";
import type { Probed } from "../../steps/step-kind.ts";
import type { PerformResult } from "../machine/event.ts";
import { sleep } from "../sleep.ts";
import { acceptOutput } from "./output.ts";
import { attemptOf, type Performance } from "./perform.ts";

export interface Settlement extends Performance {
  readonly clock: Clock;
  readonly now: () => number;
}

/**
 * Finds out what became of a `once` effect whose worker is gone. It is never sent from here.
 *
 * That it has not happened counts only once its time is over: until then, a worker that merely
 * stood still could wake up and send it.
 */
export async function settleIntent(settlement: Settlement): Promise<PerformResult> {
  const { effect, signal, clock, now } = settlement;
  for (;;) {
    const probed = await probe(settlement);
    const isFinal = probed.is !== "not_happened" || now() >= effect.until || signal.aborted;
    if (isFinal) return resultOf(settlement, probed);
    await sleep(clock, effect.until - now(), signal);
  }
}

async function probe(settlement: Settlement): Promise<Probed<unknown>> {
  const { effect, called, needs, signal, onThrown } = settlement;
  const unknown: Probed<unknown> = { is: "unknown", reason: INTERRUPTED };
  if (called.kind.probe === undefined || effect.undoes !== undefined) return unknown;
  try {
    return await called.kind.probe(effect.with, needs, attemptOf(settlement), signal);
  } catch (error) {
    onThrown(error);
    return unknown;
  }
}

function resultOf({ effect }: Settlement, probed: Probed<unknown>): PerformResult {
  switch (probed.is) {
    case "happened":
      return acceptOutput(effect.kind, probed.output);
    case "not_happened":
      return { is: "failed", failure: neverTookEffect(effect.step) };
    case "unknown":
      return inDoubt(probed.reason);
  }
}

export function inDoubt(reason: string = INTERRUPTED): PerformResult {
  return { is: "in_doubt", reason };
}

const INTERRUPTED = "Pitcrew was interrupted after it was sent and before it was answered";

function neverTookEffect(step: string) {
  return {
    code: "E308",
    message: `"${step}" was interrupted before it took effect`,
    remedy: "Nothing; it is tried again by itself.",
    retry: "never_left",
  } as const;
}

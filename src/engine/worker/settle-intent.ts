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

type Doubt = Extract<PerformResult, { readonly is: "in_doubt" }>;

/**
 * The same for an effect of our own whose answer was lost. It is over a little before the machine
 * gives it up, or nobody would hear what was found out.
 */
export async function clearDoubt(settlement: Settlement, doubt: Doubt): Promise<PerformResult> {
  const { called, effect, now, signal } = settlement;
  if (called.kind.probe === undefined) return doubt;
  const early = effect.until - LAST_WORDS;
  const until = now() < early ? early : effect.until;
  const settled = await settleIntent({ ...settlement, effect: { ...effect, until } });
  // What was cut short has not had all of its time.
  return settled.is === "in_doubt" || signal.aborted ? doubt : settled;
}

const LAST_WORDS = 500;

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

import type { IntentId } from "../../../src/ports/run-change.ts";
import type { Arrival } from "../oracle/arrival.ts";
import type { History, RecordedIntent, RunHistory } from "./history.ts";

/** All tries of one effect that a run set out to make, and what the oracle saw of them. */
export interface EffectHistory {
  /** In words, for a violation. */
  readonly name: string;
  readonly intents: readonly RecordedIntent[];
  readonly arrivals: readonly Arrival[];
}

/** The effects of one class, each with everything that is known of it. */
export function effectsOf(
  { runs, arrivals }: History,
  effect: RecordedIntent["effect"],
): readonly EffectHistory[] {
  return runs.flatMap((run) => {
    const intents = run.intents.filter((intent) => intent.effect === effect);
    const ofRun = arrivals.filter((arrival) => arrival.run === run.record.id);
    return [...Map.groupBy(intents, placeOf).values()].map((tries) => {
      const keys = new Set(tries.map(({ key }) => key));
      const seen = ofRun.filter(({ key }) => keys.has(key));
      return { name: nameOf(run, tries), intents: tries, arrivals: seen };
    });
  });
}

function nameOf({ record }: RunHistory, [first]: readonly RecordedIntent[]): string {
  return first === undefined ? record.id : effectName(record.id, first);
}

export function effectName(run: string, { step, item, phase }: Omit<IntentId, "attempt">): string {
  return `${run}/${step}/${item}/${phase}`;
}

function placeOf({ step, item, phase }: RecordedIntent): string {
  return JSON.stringify([step, item, phase]);
}

/** The intent that an arrival was sent under. */
export function intentOf(
  run: RunHistory | undefined,
  { key, step, attempt }: Arrival,
): RecordedIntent | undefined {
  return run?.intents.find(
    (intent) => intent.key === key && intent.step === step && intent.attempt === attempt,
  );
}

export function hasProbe({ program }: RunHistory, { step }: RecordedIntent): boolean {
  const kind = program.steps.get(step)?.kind;
  return kind?.carrier === "step" && kind.probe !== undefined;
}

export function tookEffect({ was }: Arrival): boolean {
  return was === "applied";
}

export function describeArrival({ run, step, attempt, target, number }: Arrival): string {
  return `line ${number} of the oracle: "${step}" of run ${run}, attempt ${attempt}, on ${target}`;
}

import type { JsonValue } from "../../../src/model/json.ts";
import type { Phase } from "../../../src/engine/machine/state.ts";
import type { EffectClass } from "../../../src/model/effect-class.ts";
import {
  type Kept,
  NOTHING_READ,
  type Readings,
  readOn,
} from "../../../src/engine/charts/readings.ts";

export interface Did {
  readonly at: number;
  readonly step: string;
  readonly item?: number;
  readonly phase: Phase;
  /** Without one, it failed. */
  readonly output?: JsonValue;
  /** What the step that was done here is about to do next. */
  readonly intends?: EffectClass;
}

/** Entries of a run's record, as the store writes them. */
export function entriesOf(all: readonly Did[]): readonly Kept[] {
  return all.map(({ at, step, item = 0, phase, output, intends }, index) => {
    const result =
      output === undefined ? { is: "failed", failure: {} } : { is: "succeeded", output };
    const event = { is: "performed", at, step, item, phase, attempt: 1, chance: 0, result };
    const intents =
      intends === undefined ? [] : [{ step, item, phase: "run", attempt: 1, effect: intends }];
    return { seq: index + 1, at, body: JSON.stringify({ event, notes: [], intents }) };
  });
}

export function readingsOf(all: readonly Did[]): Readings {
  return readOn(NOTHING_READ, entriesOf(all));
}

/** What prometheus.query puts out: a point a second up to a moment, each worth its second. */
export function courseUpTo(end: number, seconds: number, labels: Record<string, string> = {}) {
  const points = Array.from({ length: seconds }, (_, index) => {
    const at = end - (seconds - 1 - index) * 1_000;
    return { at, value: at / 1_000 };
  });
  const series = [{ labels, value: end / 1_000, points }];
  return { query: "sum(queue_length)", series, count: 1, warnings: [] };
}

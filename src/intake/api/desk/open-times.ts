import type { Program } from "../../../playbook/program.ts";
import type { RunStore } from "../../../ports/run-store.ts";
import { type Lived, liveOn, type StepTimes, UNBORN } from "../../../engine/step-times.ts";

export type TimesOf = (run: string, program: Program) => Promise<ReadonlyMap<string, StepTimes>>;

/** Whoever watches a run looks at it again and again. */
const KEPT = 20;

/** Says when the steps of a run began and ended, and of its record reads only what is new. */
export function openTimes(store: Pick<RunStore, "history">): TimesOf {
  const kept = new Map<string, Lived>();
  return async (run, program) => {
    const before = kept.get(run) ?? UNBORN;
    const lived = liveOn(program, before, await store.history(run, before.seq));
    kept.delete(run);
    kept.set(run, lived);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest);
    return lived.times;
  };
}

import type { Program } from "../../../playbook/program.ts";
import type { RunStore } from "../../../ports/run-store.ts";
import { liveOn, type StepTimes, UNBORN } from "../../../engine/step-times.ts";
import { keepByRun } from "./keep-by-run.ts";

export type TimesOf = (run: string, program: Program) => Promise<ReadonlyMap<string, StepTimes>>;

/** Says when the steps of a run began and ended, and of its record reads only what is new. */
export function openTimes(store: Pick<RunStore, "history">): TimesOf {
  const kept = keepByRun(UNBORN);
  return async (run, program) => {
    const { times } = await kept(run, async (before) =>
      liveOn(program, before, await store.history(run, before.seq)),
    );
    return times;
  };
}

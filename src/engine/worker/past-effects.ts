import type { Program } from "../../playbook/program.ts";
import type { RecordedEvent } from "../../ports/run-store.ts";
import type { Effect } from "../machine/effect.ts";
import { startRun, transition } from "../machine/transition.ts";

/**
 * Everything a run has wanted since it began, in order. A run is the fold of its events, and so
 * are its effects: none of them has to be stored to be known again exactly.
 */
export function pastEffects(
  program: Program,
  history: readonly RecordedEvent[],
): readonly Effect[] {
  const [first, ...later] = history;
  if (first?.event.is !== "started") throw new RangeError("A run begins with its start");
  let { run, effects } = startRun(program, first.event);
  for (const { event } of later) {
    if (event.is === "started") throw new RangeError("A run starts once");
    const next = transition(program, run, event);
    run = next.run;
    effects = [...effects, ...next.effects];
  }
  return effects;
}

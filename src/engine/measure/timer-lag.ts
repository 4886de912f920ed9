import type { Measures } from "../../ports/measures.ts";
import type { Claimed, RunStore } from "../../ports/run-store.ts";
import { firstTimer } from "../machine/timers.ts";

/** The same store, with note taken of how late runs are claimed that waited for their time. */
export function measureTimerLag(store: RunStore, measures: Pick<Measures, "timerLag">): RunStore {
  return {
    ...store,
    claim: async (...wish) => {
      const claimed = await store.claim(...wish);
      const lag = claimed && lagOf(claimed);
      if (lag !== undefined) measures.timerLag(lag);
      return claimed;
    },
  };
}

/** Nothing for a run that is due because of a message, or because it is new. */
function lagOf({ record: { state, dueAt }, now }: Claimed): number | undefined {
  return dueAt !== null && firstTimer(state)?.at === dueAt ? now - dueAt : undefined;
}

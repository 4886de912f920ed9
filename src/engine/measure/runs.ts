import type { Run } from "../machine/state.ts";
import type { Measures } from "../../ports/measures.ts";
import type { Change, RunStore } from "../../ports/run-store.ts";

/** The same store, with note taken of the runs that start and end through it. */
export function measureRuns(
  store: RunStore,
  measures: Pick<Measures, "runStarted" | "runEnded">,
): RunStore {
  /** Of the runs that are worked on here. */
  const playbooks = new Map<string, string>();
  return {
    ...store,
    create: async (run) => {
      const created = await store.create(run);
      const { surface } = run.started;
      if (created === "created") measures.runStarted({ playbook: run.playbook, surface });
      return created;
    },
    claim: async (...wish) => {
      const claimed = await store.claim(...wish);
      if (claimed !== undefined) playbooks.set(claimed.claim.run, claimed.record.playbook);
      return claimed;
    },
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      if (appended.is !== "stored" || change.next.is === "work") return appended;
      const playbook = playbooks.get(claim.run);
      playbooks.delete(claim.run);
      if (playbook !== undefined) measureEnd(playbook, change, measures);
      return appended;
    },
    release: async (claim, until) => {
      playbooks.delete(claim.run);
      await store.release(claim, until);
    },
  };
}

/** A run ends once: the end of an undo that somebody wanted later is no second one. */
function measureEnd(
  playbook: string,
  { state, events, next }: Change,
  measures: Pick<Measures, "runEnded">,
): void {
  if (next.is !== "end" || state.phase.is !== "ended" || state.phase.undo !== null) return;
  if (events.some(({ event }) => event.is === "undo_asked")) return;
  measures.runEnded({
    playbook,
    outcome: next.outcome,
    toFirstChangeMs: state.firstChangeAt === null ? null : sinceStart(state, state.firstChangeAt),
    toEndMs: sinceStart(state, state.phase.at),
  });
}

function sinceStart({ started }: Run, at: number): number {
  return Math.max(0, at - started);
}

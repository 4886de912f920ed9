import { approvalOf } from "../machine/approvals.ts";
import type { Run } from "../machine/state.ts";
import type { Measures } from "../../ports/measures.ts";
import type { Change } from "../../ports/run-change.ts";
import type { RunRecord, RunStore } from "../../ports/run-store.ts";

/** The same store, with note taken of the runs that start and end through it. */
export function measureRuns(
  store: RunStore,
  measures: Pick<Measures, "runStarted" | "runEnded" | "approval">,
): RunStore {
  /** Of the runs that are worked on here. */
  const records = new Map<string, RunRecord>();
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
      if (claimed !== undefined) records.set(claimed.claim.run, claimed.record);
      return claimed;
    },
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      if (appended.is !== "stored") return appended;
      measureApprovals(change, measures);
      if (change.next.is === "work") return appended;
      const record = records.get(claim.run);
      records.delete(claim.run);
      if (record !== undefined) measureEnd(record, change, measures);
      return appended;
    },
    release: async (claim, until) => {
      records.delete(claim.run);
      await store.release(claim, until);
    },
  };
}

/** When somebody decided, or else the time did. */
function measureApprovals(
  { state, approvals }: Change,
  { approval }: Pick<Measures, "approval">,
): void {
  for (const { step, standing } of approvals) {
    const asked = approvalOf(state, step);
    if (standing === "waiting" || standing === "used" || asked?.askedAt === undefined) continue;
    const { askedAt, round } = asked;
    const ms = Math.max(0, (asked.decided?.at ?? state.now) - askedAt);
    approval({ run: state.id, step, round, standing, askedAt, ms });
  }
}

/** A run ends once: the end of an undo that somebody wanted later is no second one. */
function measureEnd(
  { playbook, parent }: Pick<RunRecord, "playbook" | "parent">,
  { state, events, next }: Change,
  measures: Pick<Measures, "runEnded">,
): void {
  if (next.is !== "end" || state.phase.is !== "ended" || state.phase.undo !== null) return;
  if (events.some(({ event }) => event.is === "undo_asked")) return;
  measures.runEnded({
    run: state.id,
    playbook,
    outcome: next.outcome,
    startedAt: state.started,
    parent: parent?.run ?? null,
    toFirstChangeMs: state.firstChangeAt === null ? null : sinceStart(state, state.firstChangeAt),
    toEndMs: sinceStart(state, state.phase.at),
  });
}

function sinceStart({ started }: Run, at: number): number {
  return Math.max(0, at - started);
}

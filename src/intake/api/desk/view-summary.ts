import type { RunSummary } from "../../../ports/run-store.ts";
import type { RunSummaryView } from "../views/run-view.ts";

/** `standstill` is why no worker of this build carries it on. */
export function viewSummary(run: RunSummary, standstill: string | null = null): RunSummaryView {
  const { id, playbook, version, hash, mode, params, startedAt, endedAt } = run;
  return {
    id,
    playbook,
    version,
    hash,
    mode,
    params,
    started: timeText(startedAt),
    ended: endedAt === null ? null : timeText(endedAt),
    outcome: run.outcome,
    undo: run.undo,
    standstill,
  };
}

export function timeText(at: number): string {
  return new Date(at).toISOString();
}

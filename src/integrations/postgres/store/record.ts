import type { Selectable } from "kysely";
import { UNKNOWN_ORIGIN } from "../../../engine/approval/origin.ts";
import type { Run } from "../../../engine/machine/state.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Outcome } from "../../../model/outcome.ts";
import type { UndoProgress } from "../../../model/undo-progress.ts";
import type { Mode } from "../../../playbook/format/safety.ts";
import type { ParentTask, RunRecord, RunSummary } from "../../../ports/run-store.ts";
import type { Schema } from "../schema.ts";

/** What a summary needs of a run's row. */
export const RUN_COLUMNS = [
  "id",
  "playbook",
  "version",
  "hash",
  "mode",
  "params",
  "parent_run",
  "parent_step",
  "parent_item",
  "started_at",
  "ended_at",
  "outcome",
  "undo",
  "due_at",
  "worker",
  "claims_without_progress",
  "form",
] as const satisfies readonly (keyof Schema["runs"])[];

export type RunRow = Pick<Selectable<Schema["runs"]>, (typeof RUN_COLUMNS)[number]>;

// The `as` below are safe because these columns are only ever written from the same types.

export function recordOf(row: RunRow & { readonly state: string }): RunRecord {
  const stored = JSON.parse(row.state) as StoredRun;
  const { origin = UNKNOWN_ORIGIN, approvals = {} } = stored;
  const { recordLostAt = null, callersWish = null } = stored;
  const state = { ...stored, origin, approvals, recordLostAt, callersWish };
  return { ...summaryOf(row), state };
}

/** One that was stored by an older build lacks what that did not know. */
type StoredRun = Omit<Run, "origin" | "approvals" | "recordLostAt" | "callersWish"> & Partial<Run>;

export function summaryOf(row: RunRow): RunSummary {
  return {
    id: row.id,
    playbook: row.playbook,
    version: row.version,
    hash: row.hash,
    mode: row.mode as Mode,
    params: JSON.parse(row.params) as JsonObject,
    parent: parentOf(row),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome as Outcome | null,
    undo: row.undo as UndoProgress | null,
    dueAt: row.due_at,
    worker: row.worker,
    claimsWithoutProgress: row.claims_without_progress,
    form: row.form,
  };
}

function parentOf({ parent_run, parent_step, parent_item }: RunRow): ParentTask | null {
  if (parent_run === null || parent_step === null || parent_item === null) return null;
  return { run: parent_run, step: parent_step, item: parent_item };
}

import type { Migration } from "./migration.ts";

/**
 * The undo of a run that has ended. While one goes on, the run is due and has a worker like any
 * other; `ended_at` and `outcome` stay as they are.
 */
export const undo: Migration = {
  name: "0006-undo",
  stillUsed: "Nothing: a run that nobody wants undone is kept as before.",
  sql: `
    alter table runs
      add column undo text check (undo in ('undoing', 'undone', 'undo_failed')),
      drop constraint runs_check3,
      add check (ended_at is null or undo = 'undoing' or num_nonnulls(due_at, worker) = 0);
  `,
};

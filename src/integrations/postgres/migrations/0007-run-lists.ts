import type { Migration } from "./migration.ts";

/**
 * So that a list of runs never reads more of them than it shows, however rare what it looks for
 * is. A run is in the first index until it is over and in the others from then on: while it goes
 * on, it costs no more than its place in the smallest.
 */
export const runLists: Migration = {
  name: "0007-run-lists",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create index runs_going_on on runs (started_at desc, id desc)
      where not (ended_at is not null and undo is distinct from 'undoing');
    create index runs_by_outcome on runs (outcome, started_at desc, id desc)
      where outcome is not null;
    create index runs_by_playbook_and_outcome on runs (playbook, outcome, started_at desc, id desc)
      where outcome is not null;
  `,
};

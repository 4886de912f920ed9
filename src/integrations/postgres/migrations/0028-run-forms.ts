import type { Migration } from "./migration.ts";

/**
 * `form` says which builds can read what a run's last writer has left, so that two versions can
 * serve together and neither takes up what it would break.
 */
export const runForms: Migration = {
  name: "0028-run-forms",
  stillUsed: "Nothing of it is changed; the version before writes no form, and leaves the first.",
  sql: `
    alter table runs add column form integer not null default 1;
  `,
};

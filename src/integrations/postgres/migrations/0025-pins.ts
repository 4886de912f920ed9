import type { Migration } from "./migration.ts";

/** A playbook that somebody has pinned stays at its version, whatever the files say. */
export const pins: Migration = {
  name: "0025-pins",
  stillUsed: "The version before does not know of pins, and activates what the files say.",
  sql: `
    alter table activations
      add column pinned_by text,
      add column pinned_at timestamptz,
      add check (num_nonnulls(pinned_by, pinned_at) in (0, 2)),
      add check (pinned_at is null or hash is not null);
  `,
};

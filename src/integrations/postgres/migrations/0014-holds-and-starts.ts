import type { Migration } from "./migration.ts";

/**
 * A person's hold on a target ends by itself. A start that was asked for by an alert or a schedule
 * is remembered, whether a brake let it pass or not: storms are counted from both.
 */
export const holdsAndStarts: Migration = {
  name: "0014-holds-and-starts",
  stillUsed: "Nothing: no version before let a person hold a target.",
  sql: `
    alter table target_locks
      add column until timestamptz,
      add check (num_nonnulls(holder_person) = num_nonnulls(until));
    create index target_locks_by_person on target_locks (holder_person)
      where holder_person is not null;

    create table starts (
      run_id uuid primary key,
      playbook text not null,
      target text not null,
      at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      is_allowed boolean not null
    );
    create index starts_by_playbook on starts (playbook, at);
  `,
};

import type { Migration } from "./migration.ts";

/**
 * What runs have shown about the version of their playbook, each thing once, in the commit that
 * ended the run or took its changes back. Runs that another run called count for that one alone.
 */
export const ledger: Migration = {
  name: "0031-ledger",
  stillUsed: "Nothing: the version before learns nothing from the runs that it ends.",
  sql: `
    create table ledger (
      run_id uuid not null,
      lesson text not null check (lesson in ('fixed', 'verify_failed', 'left_in_doubt', 'overridden')),
      playbook text not null,
      hash text not null,
      environment text not null,
      at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      primary key (run_id, lesson)
    );
    create index ledger_by_version on ledger (playbook, environment, hash, at);
    create trigger ledger_is_kept before update or delete or truncate on ledger
      for each statement execute function refuse_change();
    alter table ledger enable always trigger ledger_is_kept;
  `,
};

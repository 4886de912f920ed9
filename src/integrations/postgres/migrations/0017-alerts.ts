import type { Migration } from "./migration.ts";

/**
 * What becomes of alerts. `due_at` is when an occurrence is to be matched, null while nothing is to
 * be done for it; `looks` counts how often that began without coming to an end. After its close,
 * `skew_ms` is how far the end that the source names lies from ours.
 *
 * An alert that cannot be acted on may need a person, and no run can ask for one; so an entry of
 * the outbox belongs to a run or to an occurrence.
 */
export const alerts: Migration = {
  name: "0017-alerts",
  stillUsed: "Entries of the outbox without a run are not read by the version before.",
  sql: `
    alter table occurrences
      add column due_at timestamptz default now(),
      add column looks integer not null default 0,
      add column is_silenced boolean not null default false,
      add column missed_listings integer not null default 0,
      add column missed_since timestamptz,
      add column result text,
      add column page_at timestamptz,
      add column paged_at timestamptz;
    create index occurrences_due on occurrences (due_at) where due_at is not null;
    create index occurrences_by_time on occurrences (opened_at desc, id desc);
    create index occurrences_by_fingerprint on occurrences (fingerprint, source, opened_at desc);

    create table verdicts (
      occurrence_id uuid not null references occurrences,
      seq integer not null,
      at timestamptz not null default now(),
      result text not null,
      run_id uuid references runs,
      report json not null,
      primary key (occurrence_id, seq)
    );
    create index verdicts_by_run on verdicts (run_id) where run_id is not null;
    create trigger verdicts_are_kept before update or delete or truncate on verdicts
      for each statement execute function refuse_change();
    alter table verdicts enable always trigger verdicts_are_kept;

    create table heartbeats (
      source text primary key,
      at timestamptz not null default now()
    );

    alter table outbox
      alter column run_id drop not null,
      add column occurrence_id uuid references occurrences,
      add constraint outbox_of_one check (num_nonnulls(run_id, occurrence_id) = 1);
    create index outbox_by_cause on outbox ((body ->> 'cause'), created_at)
      where kind = 'page_for_alert';
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Runs and who works on them. `runs.due_at` is null for a run that has ended or that only a
 * message can move. `wake_seq` numbers its messages; `heard_seq` is the latest that its state
 * knows of. A lock's row stays when the lock is free, so that taking it is always one update.
 */
export const runs: Migration = {
  name: "0002-runs",
  stillUsed: "Nothing: there is no version before.",
  sql: `
    create table runs (
      id uuid primary key,
      playbook text not null,
      version text not null,
      hash text not null,
      mode text not null,
      params json not null,
      state json not null,
      parent_run uuid references runs,
      parent_step text,
      parent_item integer,
      priority integer not null,
      started_at timestamptz not null default now(),
      ended_at timestamptz,
      outcome text,
      last_seq bigint not null,
      epoch bigint not null default 0,
      worker text,
      lease_until timestamptz,
      claims_without_progress integer not null default 0,
      due_at timestamptz default now(),
      wake_seq bigint not null default 0,
      heard_seq bigint not null default 0,
      check (num_nonnulls(parent_run, parent_step, parent_item) in (0, 3)),
      check (num_nonnulls(ended_at, outcome) in (0, 2)),
      check (num_nonnulls(worker, lease_until) in (0, 2)),
      check (ended_at is null or num_nonnulls(due_at, worker) = 0)
    ) with (fillfactor = 70);
    create index runs_due on runs (priority desc, due_at) where due_at is not null;
    create index runs_by_start on runs (started_at desc, id desc);
    create index runs_by_playbook on runs (playbook, started_at desc, id desc);

    create table inbox (
      run_id uuid not null references runs,
      seq bigint not null,
      id uuid not null,
      event json not null,
      actor text not null,
      surface text not null,
      at timestamptz not null default date_trunc('milliseconds', now()),
      primary key (run_id, seq),
      unique (run_id, id)
    );

    create table intents (
      run_id uuid not null references runs,
      step text not null,
      item integer not null,
      phase text not null,
      attempt integer not null,
      key text not null,
      effect_class text not null,
      digest text not null,
      epoch bigint not null,
      at timestamptz not null default date_trunc('milliseconds', now()),
      outcome text,
      outcome_at timestamptz,
      primary key (run_id, step, item, phase, attempt),
      check (num_nonnulls(outcome, outcome_at) in (0, 2))
    );

    create table outbox (
      id bigint generated always as identity primary key,
      run_id uuid not null references runs,
      kind text not null,
      body json not null,
      created_at timestamptz not null default now(),
      delivered_at timestamptz,
      attempts integer not null default 0,
      next_at timestamptz not null default now()
    );
    create index outbox_waiting on outbox (next_at, id) where delivered_at is null;

    create table target_locks (
      target text primary key,
      holder_run uuid references runs,
      holder_person text,
      since timestamptz,
      reason text,
      check (num_nonnulls(holder_run, holder_person) <= 1),
      check (num_nonnulls(since, reason) = 2 * num_nonnulls(holder_run, holder_person))
    );
    create index target_locks_by_run on target_locks (holder_run) where holder_run is not null;
  `,
};

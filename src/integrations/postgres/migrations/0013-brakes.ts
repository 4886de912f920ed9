import type { Migration } from "./migration.ts";

/**
 * What may say no to a change. A switch is on from `since` until it is ended or its time is over.
 * A cool-down begins again with each change, and with the end of the run that made it. Losses are
 * what changes have made unavailable. The index is for the effects of the last minute.
 */
export const brakes: Migration = {
  name: "0013-brakes",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table switches (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('freeze', 'pause', 'drain')),
      scope text not null,
      since timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      by text not null,
      reason text not null,
      in_flight text not null check (in_flight in ('hold', 'stop', 'undo')),
      until timestamptz,
      ended_at timestamptz
    );
    create unique index switches_on on switches (kind, scope) where ended_at is null;

    create table cooldowns (
      playbook text not null,
      target text not null,
      run_id uuid not null references runs,
      at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      primary key (playbook, target)
    );
    create index cooldowns_by_run on cooldowns (run_id);

    create table losses (
      workload text not null,
      key text not null,
      takes integer not null,
      at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
      primary key (workload, key)
    );
    create index losses_by_time on losses (workload, at);
    create index losses_by_workload on losses (workload, at);

    create index intents_that_change on intents (at) where effect_class <> 'read';
  `,
};

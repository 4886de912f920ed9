import type { Migration } from "./migration.ts";

/**
 * What people were asked, and which effects they agreed to. An intent that needs that names its
 * part of a request: with exactly this key and digest, or not at all. So an approval serves one
 * effect, and the repeats of it. `request` is the text whose digest the votes name.
 */
export const approvals: Migration = {
  name: "0011-approvals",
  stillUsed: "`intents` without the two new columns, which are null for it.",
  sql: `
    create table approvals (
      run_id uuid not null references runs,
      step text not null,
      round integer not null,
      digest text not null,
      request text not null,
      standing text not null,
      votes json not null,
      asked_at timestamptz not null default date_trunc('milliseconds', now()),
      expires_at timestamptz not null,
      use_by timestamptz,
      decided_by text,
      primary key (run_id, step, round),
      check (digest = 'sha256:' || encode(sha256(convert_to(request, 'UTF8')), 'hex')),
      check (standing in (
        'waiting', 'granted', 'used', 'denied', 'expired', 'withdrawn', 'replaced'
      ))
    );
    create index approvals_waiting on approvals (asked_at) where standing = 'waiting';

    create table approved_effects (
      run_id uuid not null,
      step text not null,
      round integer not null,
      item integer not null,
      phase text not null,
      key text not null,
      digest text not null,
      primary key (run_id, step, round, item, phase),
      unique (run_id, step, round, item, phase, key, digest),
      foreign key (run_id, step, round) references approvals
    );

    alter table intents add column round integer;
    alter table intents add column approved text;
    alter table intents add check (num_nonnulls(round, approved) in (0, 2));
    alter table intents add foreign key (run_id, step, round, item, phase, key, approved)
      references approved_effects (run_id, step, round, item, phase, key, digest);
  `,
};

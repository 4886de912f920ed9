import type { Migration } from "./migration.ts";

/** Which schedules are kept, and each time at which one was due: of several processes one fires it. */
export const schedules: Migration = {
  name: "0024-schedules",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table schedules (
      name text primary key,
      times text not null,
      since timestamptz not null default now()
    );
    create table schedule_times (
      schedule text not null references schedules,
      at timestamptz not null,
      claimed_at timestamptz not null default now(),
      result text not null default 'claimed'
        check (result in ('claimed', 'started', 'refused', 'goes_on', 'missed')),
      run_id uuid,
      because text,
      primary key (schedule, at)
    );
    create index schedule_times_claimed on schedule_times (claimed_at) where result = 'claimed';
  `,
};

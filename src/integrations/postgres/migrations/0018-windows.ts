import type { Migration } from "./migration.ts";

/** Windows that people opened by hand. Those that come again stand in pitcrew.yaml. */
export const windows: Migration = {
  name: "0018-windows",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table windows (
      id uuid primary key,
      kind text not null check (kind in ('maintenance', 'freeze')),
      labels json not null,
      reason text not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      made_by text not null,
      check (ends_at > starts_at)
    );
    create index windows_by_end on windows (ends_at);
  `,
};

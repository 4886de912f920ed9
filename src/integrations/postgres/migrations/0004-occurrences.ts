import type { Migration } from "./migration.ts";

/**
 * Which alerts were open, and when. `starts_at` is by the clock of the source, which was `skew_ms`
 * ahead of ours; the other times are by ours. `last_seen` is when the source last said that the
 * alert fires.
 */
export const occurrences: Migration = {
  name: "0004-occurrences",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table occurrences (
      id uuid primary key,
      source text not null,
      fingerprint text not null,
      labels json not null,
      annotations json not null,
      starts_at timestamptz not null,
      opened_at timestamptz not null default now(),
      last_seen timestamptz not null default now(),
      skew_ms integer not null default 0,
      closed_at timestamptz,
      closed_because text,
      check (closed_because in ('resolved', 'stale')),
      check (num_nonnulls(closed_at, closed_because) in (0, 2)),
      check (last_seen >= opened_at and closed_at >= opened_at)
    );
    create unique index occurrences_open on occurrences (source, fingerprint)
      where closed_at is null;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Answers to requests that may come again, by the key that their sender gave them; one without a
 * status is still being worked out. And the processes that carry runs out, with when each was
 * last heard of.
 */
export const answersAndWorkers: Migration = {
  name: "0020-answers-and-workers",
  stillUsed: "Nothing: the version before keeps no answers and does not say that it is there.",
  sql: `
    create table answers (
      actor text not null,
      key text not null,
      request bytea not null,
      asked_at timestamptz not null default now(),
      status integer,
      type text,
      body text,
      primary key (actor, key)
    );

    create table workers (
      name text primary key,
      version text not null,
      began_at timestamptz not null default date_trunc('milliseconds', now()),
      seen_at timestamptz not null default now(),
      ended_at timestamptz
    );
    create index workers_by_time on workers (seen_at desc);
    create index runs_stuck on runs (claims_without_progress)
      where due_at is not null and claims_without_progress > 0;
  `,
};

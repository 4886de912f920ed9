import type { Migration } from "./migration.ts";

/**
 * Who may come in. Neither a key nor a session stands here, only what tells whether one is right;
 * a key that was renewed has another one for a while.
 */
export const access: Migration = {
  name: "0019-access",
  stillUsed: "Nothing: the version before knows neither keys nor sessions.",
  sql: `
    create table access_keys (
      id text primary key,
      name text not null unique,
      person text,
      roles text[] not null,
      digest bytea not null,
      old_digest bytea,
      old_until timestamptz,
      made_by text not null,
      made_at timestamptz not null default date_trunc('milliseconds', now()),
      expires_at timestamptz not null,
      used_at timestamptz,
      revoked_at timestamptz,
      check (num_nonnulls(old_digest, old_until) in (0, 2))
    );

    create table sessions (
      digest bytea primary key,
      person text not null,
      way text not null,
      began_at timestamptz not null default date_trunc('milliseconds', now()),
      expires_at timestamptz not null,
      ended_at timestamptz
    );
  `,
};

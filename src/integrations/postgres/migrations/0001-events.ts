import type { Migration } from "./migration.ts";

/**
 * The record. An entry's place, time and hash are given to it here, by construction: whoever may
 * insert can neither choose them nor date an entry back. `src/audit/chain.ts` checks the same.
 *
 * The functions look into `public` first and into a session's temporary tables last, so that
 * nobody can slip another `events` under them.
 */
export const events: Migration = {
  name: "0001-events",
  stillUsed: "Nothing: there is no version before.",
  sql: `
    create table events (
      subject text not null,
      seq bigint not null,
      at timestamptz not null,
      kind text not null,
      actor text not null,
      surface text not null,
      body text not null,
      prev bytea not null,
      hash bytea not null,
      primary key (subject, seq)
    );

    create function chain_field(field text) returns text
      language sql immutable strict parallel safe
      as $$ select octet_length(field) || ':' || field || ',' $$;

    create function chain_hash(prev bytea, entry events) returns bytea
      language sql immutable parallel safe set search_path = public, pg_temp
      as $$
        select sha256(prev || convert_to(
          chain_field(entry.subject) ||
          chain_field(entry.seq::text) ||
          chain_field((extract(epoch from entry.at) * 1000)::bigint::text) ||
          chain_field(entry.kind) ||
          chain_field(entry.actor) ||
          chain_field(entry.surface) ||
          chain_field(entry.body),
          'UTF8'))
      $$;

    create function chain_event() returns trigger
      language plpgsql set search_path = public, pg_temp
      as $$
        declare
          head events;
        begin
          select * into head from events
            where subject = new.subject order by seq desc limit 1;
          new.seq := coalesce(head.seq, 0) + 1;
          new.at := date_trunc('milliseconds', clock_timestamp());
          new.prev := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
          new.hash := chain_hash(new.prev, new);
          return new;
        end
      $$;

    create function refuse_change() returns trigger
      language plpgsql
      as $$
        begin
          raise exception 'The table % is a record: its rows are never changed or removed.', tg_table_name
            using errcode = 'insufficient_privilege';
        end
      $$;

    create trigger events_are_chained before insert on events
      for each row execute function chain_event();
    create trigger events_are_kept before update or delete or truncate on events
      for each statement execute function refuse_change();
    alter table events enable always trigger events_are_chained;
    alter table events enable always trigger events_are_kept;
  `,
};

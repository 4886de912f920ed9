import type { Migration } from "./migration.ts";

/**
 * Checkpoints of the record. An entry notes the transaction that wrote it, so that a checkpoint
 * takes only those that nothing can slip in behind any more; what was there before has number 0
 * and goes into the first. `anchors` says how far each place outside has come.
 */
export const sealedChains: Migration = {
  name: "0015-sealed-chains",
  stillUsed: "`chain_event`, which is called by its name and keeps its meaning.",
  sql: `
    alter table events add column tx bigint not null default 0;
    create index events_by_tx on events (tx);

    create or replace function chain_event() returns trigger
      language plpgsql set search_path = public, pg_temp
      as $$
        declare
          ms text;
        begin
          select seq, hash into new.seq, new.prev from events
            where subject = new.subject order by seq desc limit 1;
          new.seq := coalesce(new.seq, 0) + 1;
          new.at := date_trunc('milliseconds', clock_timestamp());
          new.tx := pg_current_xact_id()::text::bigint;
          ms := (extract(epoch from new.at) * 1000)::bigint;
          new.prev := coalesce(new.prev, decode(repeat('00', 32), 'hex'));
          new.hash := sha256(new.prev || convert_to(concat(
            octet_length(new.subject), ':', new.subject, ',',
            octet_length(new.seq::text), ':', new.seq, ',',
            octet_length(ms), ':', ms, ',',
            octet_length(new.kind), ':', new.kind, ',',
            octet_length(new.actor), ':', new.actor, ',',
            octet_length(new.surface), ':', new.surface, ',',
            octet_length(new.body), ':', new.body, ','), 'UTF8'));
          return new;
        end
      $$;

    create table checkpoints (
      number bigint primary key,
      at timestamptz not null default clock_timestamp(),
      upto bigint not null,
      body text not null,
      heads text not null,
      key text not null,
      signature text not null
    );
    create index checkpoints_by_time on checkpoints (at);
    create trigger checkpoints_are_kept before update or delete or truncate on checkpoints
      for each statement execute function refuse_change();
    alter table checkpoints enable always trigger checkpoints_are_kept;

    create table anchors (
      place text primary key,
      number bigint not null,
      at timestamptz not null default now()
    );
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Whoever adds to a chain that several may add to waits for the one before. A run's chain has one
 * writer, who holds its claim; two people who signed in at the same moment wanted the same place
 * in the chain of sessions, and one of them was refused.
 */
export const sharedChains: Migration = {
  name: "0040-shared-chains",
  stillUsed: "`chain_event`, which is called by its name and keeps its meaning.",
  sql: `
    create or replace function chain_event() returns trigger
      language plpgsql set search_path = public, pg_temp
      as $$
        declare
          ms text;
        begin
          if new.subject not like 'run:%' then
            perform pg_advisory_xact_lock(hashtextextended('chain ' || new.subject, 0));
          end if;
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
  `,
};

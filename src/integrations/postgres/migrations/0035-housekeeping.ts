import type { Migration } from "./migration.ts";

/**
 * How rows leave that have been kept long enough. The role that serves may remove nothing; it may
 * call these functions, which belong to the owner and remove only what is past its time, however
 * short a time they are told. What they look at to tell, the serving role cannot date back: the
 * time of an entry of the record is given to it by the database.
 *
 * A run goes with its part of the record, all of it at once, and an entry of the chain `retention`
 * says what its last entry was: so a chain that is gone can be told from one that was taken away.
 */
export const housekeeping: Migration = {
  name: "0035-housekeeping",
  stillUsed: "`refuse_change`, which is called by its name and refuses the same to everybody.",
  sql: `
    alter table chat_messages add column made_at timestamptz not null default now();

    create or replace function refuse_change() returns trigger
      language plpgsql
      as $$
        begin
          if tg_op = 'DELETE' and tg_table_name in ('events', 'verdicts')
            and current_setting('pitcrew.past_its_time', true) = 'yes'
          then
            return null;
          end if;
          raise exception 'The table % is a record: its rows are never changed or removed.', tg_table_name
            using errcode = 'insufficient_privilege';
        end
      $$;

    create function remove_past(what text, keep interval, most integer, by_counting boolean)
      returns bigint
      language plpgsql security definer set search_path = public, pg_temp
      as $$
        declare
          place text;
          ended text;
          least interval;
          past text;
          found bigint;
        begin
          case what
            when 'answers' then
              place := 'answers'; ended := 'asked_at'; least := '1 day';
            when 'sessions' then
              place := 'sessions'; ended := 'coalesce(ended_at, expires_at)'; least := '1 day';
            when 'workers' then
              place := 'workers'; ended := 'seen_at'; least := '1 day';
            when 'pager_events' then
              place := 'pager_events'; ended := 'finished_at'; least := '7 days';
            when 'messages' then
              place := 'chat_messages'; least := '7 days';
              ended := 'case when not exists (
                  select from chat_messages as below where below.thread = chat_messages.key
                ) and not exists (
                  select from run_news where home = chat_messages.key and over_seq is null
                ) then made_at end';
            when 'starts' then
              place := 'starts'; ended := 'at'; least := '7 days';
            when 'losses' then
              place := 'losses'; ended := 'at'; least := '1 day';
            when 'schedule_times' then
              place := 'schedule_times'; least := '7 days';
              ended := 'case when exists (
                  select from schedule_times as later
                  where later.schedule = schedule_times.schedule and later.at > schedule_times.at
                ) then at end';
            when 'windows' then
              place := 'windows'; ended := 'ends_at'; least := '30 days';
            else
              raise exception 'Nothing is kept under the name %', what;
          end case;
          past := format(
            'select ctid from %I where %s < now() - $1 limit $2', place, ended);
          if by_counting then
            execute format('select count(*) from (%s) as past', past)
              into found using greatest(keep, least), most;
            return found;
          end if;
          execute format(
            'delete from %I where ctid = any (array(%s for update skip locked))', place, past)
            using greatest(keep, least), most;
          get diagnostics found = row_count;
          return found;
        end
      $$;

    create function remove_alerts(keep interval, most integer, by_counting boolean) returns bigint
      language plpgsql security definer set search_path = public, pg_temp
      as $$
        declare
          gone uuid[];
        begin
          select array_agg(id) into gone from (
            select id from occurrences
            where closed_at < now() - greatest(keep, interval '30 days')
              and due_at is null
              and not exists (
                select from verdicts join runs on runs.id = verdicts.run_id
                where occurrence_id = occurrences.id
              )
              and not exists (
                select from verdicts
                where occurrence_id = occurrences.id
                  and at >= now() - greatest(keep, interval '30 days')
              )
            limit most
            for update skip locked
          ) as past;
          if by_counting then
            return coalesce(cardinality(gone), 0);
          end if;
          perform set_config('pitcrew.past_its_time', 'yes', true);
          delete from incidents where occurrence_id = any (gone);
          delete from outbox where occurrence_id = any (gone);
          delete from verdicts where occurrence_id = any (gone);
          delete from occurrences where id = any (gone);
          perform set_config('pitcrew.past_its_time', '', true);
          return coalesce(cardinality(gone), 0);
        end
      $$;

    create function run_is_past(run runs, keep interval) returns boolean
      language sql stable set search_path = public, pg_temp
      as $$
        select run.ended_at < now() - keep
          and run.due_at is null
          and not exists (select from runs as child where child.parent_run = run.id)
          and not exists (select from target_locks where holder_run = run.id)
          and (select at from events where subject = 'run:' || run.id order by seq desc limit 1)
            < now() - keep
      $$;
    create function past_runs(keep interval, most integer) returns setof uuid
      language sql stable set search_path = public, pg_temp
      as $$
        select id from runs
        where ended_at < now() - greatest(keep, interval '90 days')
          and run_is_past(runs, greatest(keep, interval '90 days'))
        order by ended_at limit most
      $$;
    create index runs_by_parent on runs (parent_run) where parent_run is not null;
    create index runs_by_end on runs (ended_at) where ended_at is not null;

    create function remove_runs(
      wanted uuid[], keep interval, archive json, by_actor text, by_surface text
    ) returns bigint
      language plpgsql security definer set search_path = public, pg_temp
      as $$
        declare
          gone uuid[];
          subjects text[];
        begin
          select array_agg(id), array_agg('run:' || id) into gone, subjects from (
            select id from runs
            where id = any (wanted) and run_is_past(runs, greatest(keep, interval '90 days'))
            for update
          ) as past;
          if gone is null then
            return 0;
          end if;
          insert into events (subject, kind, actor, surface, body)
          select 'retention', 'removed', by_actor, by_surface, json_build_object(
            'archive', archive, 'chains', json_agg(json_build_array(subject, seq, hash))
          )::text
          from (
            select distinct on (subject) subject, seq, encode(hash, 'hex') as hash
            from events where subject = any (subjects) order by subject, seq desc
          ) as heads;
          perform set_config('pitcrew.past_its_time', 'yes', true);
          delete from cooldowns where run_id = any (gone);
          delete from incidents where run_id = any (gone);
          delete from verdicts where run_id = any (gone);
          delete from outbox where run_id = any (gone);
          delete from run_news where run_id = any (gone);
          delete from inbox where run_id = any (gone);
          delete from intents where run_id = any (gone);
          delete from approved_effects where run_id = any (gone);
          delete from approvals where run_id = any (gone);
          delete from events where subject = any (subjects);
          delete from runs where id = any (gone);
          perform set_config('pitcrew.past_its_time', '', true);
          return cardinality(gone);
        end
      $$;

    revoke execute on function
      remove_past(text, interval, integer, boolean),
      remove_alerts(interval, integer, boolean),
      remove_runs(uuid[], interval, json, text, text)
      from public;
  `,
};

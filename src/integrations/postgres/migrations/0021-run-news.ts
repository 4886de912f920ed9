import type { Migration } from "./migration.ts";

/**
 * How much of each run people were told. Kept beside the runs and not in them, so that whoever
 * tells never stands in the way of whoever works. The row comes with the run, in its commit; the
 * run has news while `last_seq` is ahead of `told_seq`. It is looked at until it is over, and again
 * once its changes are to be taken back: `over_seq` is written by whoever tells, `again_seq` only
 * by the trigger, so that neither can undo what the other has noticed.
 */
export const runNews: Migration = {
  name: "0021-run-news",
  stillUsed: "Nothing of it is changed; the triggers add what the version before does not know.",
  sql: `
    create table run_news (
      run_id uuid primary key references runs,
      told_seq bigint not null default 0,
      over_seq bigint,
      again_seq bigint not null default 0,
      began_at timestamptz not null default now(),
      home text,
      channel text,
      line text,
      check (num_nonnulls(home, channel, line) in (0, 3))
    );
    create index run_news_open on run_news (began_at, run_id)
      where over_seq is null or again_seq > over_seq;
    create index run_news_by_home on run_news (home, began_at, run_id) where over_seq is null;

    insert into run_news (run_id, began_at)
      select id, started_at from runs where ended_at is null or undo = 'undoing';

    create function news_of_runs() returns trigger
      language plpgsql set search_path = public, pg_temp
      as $$
        begin
          insert into run_news (run_id) select id from begun;
          return null;
        end
      $$;
    create trigger runs_have_news after insert on runs
      referencing new table as begun for each statement execute function news_of_runs();

    create function news_of_undo() returns trigger
      language plpgsql set search_path = public, pg_temp
      as $$
        begin
          insert into run_news (run_id, told_seq, again_seq)
            values (new.id, new.last_seq, new.last_seq + 1)
            on conflict (run_id) do update set again_seq = new.last_seq + 1;
          return null;
        end
      $$;
    create trigger undo_is_news after update of undo on runs
      for each row when (new.undo = 'undoing' and old.undo is distinct from 'undoing')
      execute function news_of_undo();
  `,
};

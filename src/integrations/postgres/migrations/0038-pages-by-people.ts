import type { Migration } from "./migration.ts";

/**
 * People page people, PagerDuty hears of every change, and everybody says how they want to be told
 * in the chat: quiet hours are minutes of the day in the zone of the directory.
 */
export const pagesByPeople: Migration = {
  name: "0038-pages-by-people",
  stillUsed: "The wider indexes also serve what the version before asks for.",
  sql: `
    alter table outbox
      drop constraint outbox_result,
      add constraint outbox_result check (
        result is null or
          result in
            ('paged', 'noted', 'told_elsewhere', 'over', 'given_up', 'no_incident', 'recorded')
          and delivered_at is not null
      );
    create index outbox_to_pager on outbox (next_at, id)
      where delivered_at is null and kind in
        ('escalate', 'page_for_alert', 'no_verdict', 'page_asked', 'write_note', 'record_change');
    drop index outbox_for_pager;
    create index outbox_of_late on outbox (created_at)
      where kind in ('escalate', 'page_for_alert', 'no_verdict', 'page_asked');
    drop index outbox_lately;
    create unique index outbox_page_asked on outbox ((body ->> 'id')) where kind = 'page_asked';
    create unique index outbox_changes on outbox (run_id, (body ->> 'key'))
      where kind = 'record_change';

    create table chat_wishes (
      account text primary key,
      is_direct boolean not null default true,
      quiet_from integer check (quiet_from between 0 and 1439),
      quiet_until integer check (quiet_until between 0 and 1439),
      check (num_nonnulls(quiet_from, quiet_until) in (0, 2))
    );
  `,
};

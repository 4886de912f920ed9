import type { Migration } from "./migration.ts";

/**
 * What people want to see before they decide: the pages that an alert's source has about it, which
 * runs have changed the same target, and whether somebody was paged. The targets are those that
 * people were told of, so they stand beside the runs and not in them.
 */
export const whatCardsShow: Migration = {
  name: "0037-what-cards-show",
  stillUsed: "Nothing of it is changed; what it writes leaves the new columns empty.",
  sql: `
    alter table occurrences
      add column generator_url text,
      add column sender_url text;
    alter table run_news add column targets text[] not null default '{}';
    create index run_news_by_target on run_news using gin (targets) where targets <> '{}';
    create index outbox_reached on outbox (run_id) where result in ('paged', 'noted');
  `,
};

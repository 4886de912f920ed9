import type { Migration } from "./migration.ts";

/**
 * Whom a wish to page has reached, the incidents that were opened by it, and what PagerDuty says
 * of them. An occurrence knows the group under which Alertmanager may page by itself. Wishes from before reached nobody, and are too old to wake anybody for.
 */
export const incidents: Migration = {
  name: "0023-incidents",
  stillUsed: "Nothing of it is changed; entries of the outbox that it does not know wait.",
  sql: `
    update outbox set delivered_at = now() where kind = 'escalate' and delivered_at is null;

    alter table outbox
      add column result text,
      add column trouble text,
      add constraint outbox_result check (
        result is null or
          result in ('paged', 'noted', 'told_elsewhere', 'over', 'given_up') and delivered_at is not null
      );
    create index outbox_pages on outbox (next_at, id)
      where delivered_at is null and kind in ('escalate', 'page_for_alert', 'no_verdict');
    create unique index outbox_no_verdict on outbox (run_id) where kind = 'no_verdict';
    alter table occurrences add column group_key text;

    create index runs_unended on runs (started_at) where ended_at is null;

    create table incidents (
      key text primary key,
      service text not null,
      run_id uuid references runs,
      occurrence_id uuid references occurrences,
      opened_at timestamptz not null default now(),
      acknowledged_at timestamptz,
      resolved_at timestamptz,
      check (num_nonnulls(run_id, occurrence_id) > 0)
    );
    create index incidents_open on incidents (opened_at) where resolved_at is null;

    create table pager_events (
      delivery text primary key,
      n bigint generated always as identity,
      event json not null,
      at timestamptz not null default now(),
      next_at timestamptz not null default now(),
      finished_at timestamptz
    );
    create index pager_events_waiting on pager_events (next_at, n) where finished_at is null;
  `,
};

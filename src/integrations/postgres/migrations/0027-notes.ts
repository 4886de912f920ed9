import type { Migration } from "./migration.ts";

/** Notes wait in the outbox beside the wishes to page, and may find no incident that is open. */
export const notes: Migration = {
  name: "0027-notes",
  stillUsed: "The wider index also serves what the version before asks for.",
  sql: `
    alter table outbox
      drop constraint outbox_result,
      add constraint outbox_result check (
        result is null or
          result in ('paged', 'noted', 'told_elsewhere', 'over', 'given_up', 'no_incident')
          and delivered_at is not null
      );
    create index outbox_for_pager on outbox (next_at, id)
      where delivered_at is null
        and kind in ('escalate', 'page_for_alert', 'no_verdict', 'write_note');
    drop index outbox_pages;
  `,
};

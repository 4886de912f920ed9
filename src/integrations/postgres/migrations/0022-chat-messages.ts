import type { Migration } from "./migration.ts";

/**
 * Messages as they shall be, and as they are shown. A message waits to be sent while `shown` is
 * behind `revision`, unless nobody needs it any more: then `dropped_because` says why.
 */
export const chatMessages: Migration = {
  name: "0022-chat-messages",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table chat_messages (
      key text primary key,
      n bigint generated always as identity,
      channel text not null,
      thread text references chat_messages,
      notice json not null,
      urgency integer not null,
      worth text not null check (worth in ('always', 'edit', 'until')),
      worth_until timestamptz,
      joins boolean not null,
      revision integer not null default 1,
      shown integer not null default 0,
      posted_channel text,
      posted_id text,
      tried_at timestamptz,
      dropped_because text,
      check (num_nonnulls(posted_channel, posted_id) in (0, 2)),
      check ((worth = 'until') = (worth_until is not null))
    );
    create index chat_messages_unshown on chat_messages (n)
      where shown < revision and dropped_because is null;
    create index chat_messages_by_thread on chat_messages (thread, n)
      where posted_id is null and dropped_because is null;

    create index outbox_lately on outbox (created_at)
      where kind in ('escalate', 'page_for_alert', 'no_verdict');

    create table chat_tellers (
      chat text primary key,
      teller text not null,
      until timestamptz not null
    );
  `,
};

import { sql } from "kysely";
import type { Shown, Unshown } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";
import { noticeOf } from "./tell.ts";

interface Row extends Omit<Unshown, "notice" | "posted" | "below"> {
  readonly notice: string;
  readonly posted_channel: string | null;
  readonly posted_id: string | null;
  readonly below_channel: string | null;
  readonly below_id: string | null;
}

export async function unshown(database: Database, limit: number): Promise<readonly Unshown[]> {
  await dropWorthless(database);
  const { rows } = await sql<Row>`
    select
      message.key, message.channel, message.thread, message.notice, message.urgency,
      message.revision, message.posted_channel, message.posted_id,
      message.tried_at as "triedAt",
      message.worth = 'always' or coalesce(message.worth_until > now(), false) as "isWorthPosting",
      below.posted_channel as below_channel, below.posted_id as below_id
    from chat_messages as message left join chat_messages as below on below.key = message.thread
    where message.shown < message.revision and message.dropped_because is null
      and (message.thread is null or below.posted_id is not null)
    order by message.urgency, message.n
    limit ${limit}
  `.execute(database);
  return rows.map(unshownOf);
}

/** What stands below a message that is never posted has no place either. */
async function dropWorthless(database: Database): Promise<void> {
  await sql`
    update chat_messages
    set dropped_because = case worth when 'edit' then 'settled' when 'until' then 'old' else 'alone' end
    where shown < revision and dropped_because is null
      and posted_id is null and tried_at is null
      and (
        worth = 'edit' or worth_until < now()
        or exists (
          select from chat_messages as head
          where head.key = chat_messages.thread and head.posted_id is null
            and head.dropped_because is not null
        )
      )
  `.execute(database);
}

function unshownOf(row: Row): Unshown {
  const { posted_channel, posted_id, below_channel, below_id, notice, ...rest } = row;
  return {
    ...rest,
    notice: noticeOf(notice),
    posted: placeOf(posted_channel, posted_id),
    below: placeOf(below_channel, below_id),
  };
}

function placeOf(channel: string | null, id: string | null): Unshown["posted"] {
  return channel === null || id === null ? null : { channel, id };
}

export async function trying(database: Database, key: string): Promise<void> {
  await sql`update chat_messages set tried_at = now() where key = ${key}`.execute(database);
}

export async function shown(
  database: Database,
  key: string,
  { revision, channel, id }: Shown,
): Promise<void> {
  await sql`
    update chat_messages
    set shown = ${revision}, posted_channel = ${channel}, posted_id = ${id}, tried_at = null
    where key = ${key}
  `.execute(database);
}

export async function lost(database: Database, key: string): Promise<void> {
  await sql`
    update chat_messages
    set posted_channel = null, posted_id = null, tried_at = null, shown = 0
    where key = ${key}
  `.execute(database);
}

export async function giveUp(database: Database, key: string, because: string): Promise<void> {
  await sql`
    update chat_messages set dropped_because = ${because} where key = ${key}
  `.execute(database);
}

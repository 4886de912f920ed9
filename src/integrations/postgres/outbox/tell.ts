import { sql, type Transaction } from "kysely";
import type { Notice } from "../../../model/notice.ts";
import type { Told, Wanted } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";

/** How far a run is told, and the messages that tell it, in one commit. */
export async function tell(database: Database, told: Told): Promise<void> {
  const { run, seq, home, channel, line, targets, isOver, messages } = told;
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      update run_news
      set
        told_seq = ${seq}, home = ${home}, channel = ${channel}, line = ${line},
        targets = ${targets},
        over_seq = case when ${isOver} then ${seq}::bigint else over_seq end
      where run_id = ${run} and told_seq < ${seq}
      returning run_id
    `.execute(transaction);
    if (rows.length === 0) return;
    for (const wanted of messages) await want(transaction, wanted);
  });
}

export async function wantAll(database: Database, messages: readonly Wanted[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const wanted of messages) await want(transaction, wanted);
  });
}

async function want(transaction: Transaction<Schema>, wanted: Wanted): Promise<void> {
  const waiting = wanted.joins ? await lastWaiting(transaction, wanted) : undefined;
  if (waiting === undefined) return put(transaction, wanted);
  const notice = joined(waiting.notice, wanted.notice);
  return put(transaction, { ...wanted, key: waiting.key, notice });
}

async function lastWaiting(
  transaction: Transaction<Schema>,
  { thread }: Wanted,
): Promise<{ readonly key: string; readonly notice: Notice } | undefined> {
  const { rows } = await sql<{ readonly key: string; readonly notice: string }>`
    select key, notice from chat_messages
    where thread = ${thread} and joins and posted_id is null and dropped_because is null
      and tried_at is null
    order by n desc limit 1
    for update
  `.execute(transaction);
  const [row] = rows;
  return row && { key: row.key, notice: noticeOf(row.notice) };
}

function joined(earlier: Notice, later: Notice): Notice {
  return { sentence: later.sentence, parts: [...earlier.parts, ...later.parts] };
}

/** Wanting what is wanted already changes nothing. A dropped message stays dropped. */
async function put(transaction: Transaction<Schema>, wanted: Wanted): Promise<void> {
  const { key, channel, thread, notice, urgency, worth, joins } = wanted;
  const until = worth.is === "until" ? worth.at : null;
  await sql`
    insert into chat_messages as known
      (key, channel, thread, notice, urgency, worth, worth_until, joins, dropped_because)
    values (
      ${key}, ${channel}, ${thread}, ${JSON.stringify(notice)}, ${urgency}, ${worth.is},
      to_timestamp(${until}::double precision / 1000), ${joins},
      case when ${worth.is} = 'edit' then 'settled' end
    )
    on conflict (key) do update
    set
      notice = excluded.notice,
      urgency = excluded.urgency,
      worth = excluded.worth,
      worth_until = excluded.worth_until,
      revision = known.revision + 1
    where known.notice::text <> excluded.notice::text or known.worth <> excluded.worth
  `.execute(transaction);
}

/** Only notices of ours are ever written. */
export function noticeOf(text: string): Notice {
  return JSON.parse(text) as Notice;
}

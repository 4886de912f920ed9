import { sql } from "kysely";
import type { PageState } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";

const MOST = 100;

/** A run that handed over is told with its end, unless nobody could be paged at first. */
export async function pages(database: Database): Promise<readonly PageState[]> {
  const { rows } = await sql<PageState>`
    select
      outbox.id, outbox.kind, body ->> 'to' as to, body ->> 'reason' as reason, body ->> 'by' as by,
      coalesce(playbook, labels ->> 'alertname', 'An alert') as about,
      case when delivered_at is null and attempts > 0 then coalesce(trouble, 'no answer') end
        as trouble,
      coalesce(outbox.result in ('paged', 'noted'), false) as "isPaged",
      delivered_at is not null as "isSettled"
    from outbox
      left join runs on runs.id = run_id
      left join occurrences on occurrences.id = occurrence_id
    where outbox.kind in ('escalate', 'page_for_alert', 'no_verdict', 'page_asked')
      and created_at > now() - interval '48 hours'
      and (
        outbox.kind <> 'escalate'
        or (attempts > 0 and delivered_at is null)
        or exists (select from chat_messages where key = 'page/' || outbox.id)
      )
    order by outbox.id desc
    limit ${MOST}
  `.execute(database);
  return rows;
}

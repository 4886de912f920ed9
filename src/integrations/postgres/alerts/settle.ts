import { sql, type Transaction } from "kysely";
import { ONE_PAGE_MS, type Settlement } from "../../../ports/alerts/alert-queue.ts";
import type { Schema } from "../schema.ts";
import { type Columns, rowsAs } from "../store/rows-as.ts";

/**
 * What a look led to, its verdict and a page in one statement. The same verdict as before is not
 * written again. What has closed since it was taken is due at once: its runs have to hear of it.
 */
export async function settleAll(
  transaction: Transaction<Schema>,
  settlements: readonly Settlement[],
): Promise<void> {
  await sql`
    with settled as materialized (
      select * from ${rowsAs("s", SETTLED, settlements.map(rowOf))}
    ),
    told as (
      insert into outbox (occurrence_id, kind, body)
      select id, page_kind, page
      from (
        select distinct on (coalesce(cause, settled.id::text)) settled.*
        from settled join occurrences using (id)
        where page is not null and paged_at is null and not exists (
          select from outbox
          where kind = 'page_for_alert' and body ->> 'cause' = cause
            and created_at > now() - ${ONE_PAGE_MS} * interval '1 ms'
        )
        order by coalesce(cause, settled.id::text), n
      ) as new
      order by n
    ),
    judged as (
      insert into verdicts (occurrence_id, seq, result, run_id, report)
      select settled.id, coalesce(last.seq, 0) + 1, settled.result, settled.run_id, settled.report
      from settled left join lateral (
        select seq, result, run_id, report from verdicts
        where occurrence_id = settled.id
        order by seq desc
        limit 1
      ) as last on true
      where settled.report is not null
        and (last.result, last.run_id, last.report::text)
          is distinct from (settled.result, settled.run_id, settled.report::text)
    )
    update occurrences as o
    set
      looks = 0,
      result = coalesce(settled.result, o.result),
      due_at = case
        when o.closed_at is not null and was_open = 1 then now()
        else to_timestamp(due_ms / 1000)
      end,
      page_at = to_timestamp(page_ms / 1000),
      paged_at = case when page is null then paged_at else coalesce(paged_at, now()) end
    from settled
    where o.id = settled.id
  `.execute(transaction);
}

const SETTLED = {
  id: "uuid",
  was_open: "integer",
  result: "text",
  run_id: "uuid",
  report: "json",
  due_ms: "double precision",
  page_ms: "double precision",
  page_kind: "text",
  page: "json",
  cause: "text",
} as const satisfies Columns;

function rowOf({ occurrence, wasOpen, verdict, dueAt, pageAt, page }: Settlement) {
  return {
    id: occurrence,
    was_open: wasOpen ? 1 : 0,
    result: verdict?.result ?? null,
    run_id: verdict?.run ?? null,
    report: verdict === null ? null : JSON.stringify(verdict.report),
    due_ms: dueAt,
    page_ms: pageAt,
    page_kind: page?.is ?? null,
    page: page === null ? null : JSON.stringify(page),
    cause: page?.cause ?? null,
  };
}

import { sql } from "kysely";
import type { Census } from "../../../ports/census.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";

/** So many of the newest runs are looked at to tell whether the record is complete. */
const NEWEST = 200;

/** In one statement, so that all of it is of one moment; each part reads by an index. */
export async function readCensus(database: Database): Promise<Census> {
  const { rows } = await sql<Census>`
    select
      (select count(*) from runs where ended_at is null) as live,
      due.waiting, due.orphaned,
      approval.count as "approvalsWaiting", ${ageOf("approval.oldest")} as "oldestApprovalMs",
      wish.count as "outboxWaiting", ${ageOf("wish.oldest")} as "oldestOutboxMs",
      (
        select count(*) from chat_messages where shown < revision and dropped_because is null
      ) as "messagesWaiting",
      (select count(*) from occurrences where closed_at is null) as "alertsOpen",
      (
        select count(*) from workers
        where ended_at is null and seen_at > now() - interval '10 seconds'
      ) as workers,
      ${ageOf("(select at from events where tx >= sealed.upto order by tx limit 1)")} as "unsealedMs",
      greatest(0, sealed.number - coalesce(
        (select min(number) from anchors), sealed.number
      )) as "anchorBehind",
      (
        select coalesce(avg(case when last_seq = (
          select seq from events where subject = 'run:' || id order by seq desc limit 1
        ) then 1 else 0 end), 1)::double precision
        from (select id, last_seq from runs order by started_at desc, id desc limit ${NEWEST}) as newest
      ) as "recordComplete",
      (
        select extract(epoch from now() - at) * 1000 from events
        where subject = 'retention' and kind = 'swept' order by seq desc limit 1
      )::double precision as "sweptAgoMs"
    from
      (
        select
          count(*) filter (where claims_without_progress < ${CLAIMS_WITHOUT_PROGRESS}) as waiting,
          count(*) filter (where claims_without_progress >= ${CLAIMS_WITHOUT_PROGRESS}) as orphaned
        from runs where due_at <= now() and (lease_until is null or lease_until < now())
      ) as due,
      (
        select count(*), min(asked_at) as oldest from approvals where standing = 'waiting'
      ) as approval,
      (
        select count(*), min(created_at) as oldest from outbox
        where delivered_at is null and next_at <= now()
      ) as wish,
      (
        select coalesce(max(number), 0) as number, coalesce(max(upto), 0) as upto
        from (select number, upto from checkpoints order by number desc limit 1) as last
      ) as sealed
  `.execute(database);
  const [census] = rows;
  if (census === undefined) throw new RangeError("A select of aggregates has one row");
  return census;
}

function ageOf(time: string) {
  return sql`
    coalesce(extract(epoch from now() - ${sql.raw(time)}) * 1000, 0)::double precision
  `;
}

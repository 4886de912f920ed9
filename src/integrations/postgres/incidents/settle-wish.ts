import { sql, type Transaction } from "kysely";
import type { Paged, Wish } from "../../../ports/page-desk.ts";
import type { Database } from "../database.ts";
import type { Schema } from "../schema.ts";

/** That somebody was paged, the incident and its entry in the record are one commit. */
export async function settleWish(database: Database, wish: Wish, paged: Paged): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const trouble = paged.is === "given_up" ? paged.trouble : null;
    const { rows } = await sql`
      update outbox set delivered_at = now(), result = ${paged.is}, trouble = ${trouble}
      where id = ${wish.id} and delivered_at is null
      returning id
    `.execute(transaction);
    if (rows.length > 0) await noteOutcome(transaction, wish, paged);
  });
}

async function noteOutcome(
  transaction: Transaction<Schema>,
  { root, alert, cause }: Wish,
  paged: Paged,
): Promise<void> {
  const subject = `incident:${alert === null ? `run:${root}` : `alert:${alert.occurrence}`}`;
  switch (paged.is) {
    case "told_elsewhere":
    case "over":
    case "recorded":
      return;
    case "no_incident":
      return record(transaction, subject, "note_without_incident", {});
    case "given_up": {
      return record(transaction, subject, givenUp(cause), { trouble: paged.trouble });
    }
    case "noted": {
      const { key, service, details } = paged;
      return record(transaction, `incident:${key}`, "noted", { service, details });
    }
    case "paged": {
      const { key, service, details } = paged;
      await sql`
        insert into incidents (key, service, run_id, occurrence_id)
        values (${key}, ${service}, ${root}, ${alert?.occurrence ?? null})
        on conflict (key) do update set
          run_id = coalesce(excluded.run_id, incidents.run_id),
          opened_at = case
            when incidents.resolved_at is null then incidents.opened_at else now()
          end,
          acknowledged_at = case
            when incidents.resolved_at is null then incidents.acknowledged_at
          end,
          resolved_at = null
      `.execute(transaction);
      return record(transaction, `incident:${key}`, "paged", { service, details });
    }
  }
}

function givenUp({ is }: Wish["cause"]): string {
  switch (is) {
    case "escalate":
    case "page_for_alert":
    case "no_verdict":
    case "page_asked":
      return "page_given_up";
    case "write_note":
      return "note_given_up";
    case "record_change":
      return "change_given_up";
  }
}

async function record(
  transaction: Transaction<Schema>,
  subject: string,
  kind: string,
  body: object,
): Promise<void> {
  await sql`
    insert into events (subject, kind, actor, surface, body)
    values (${subject}, ${kind}, 'pitcrew', 'pagerduty', ${JSON.stringify(body)})
  `.execute(transaction);
}

export async function putOffWish(
  database: Database,
  { id }: Wish,
  afterMs: number,
  trouble: string,
): Promise<void> {
  await sql`
    update outbox
    set next_at = now() + ${afterMs} * interval '1 millisecond', trouble = ${trouble}
    where id = ${id} and delivered_at is null
  `.execute(database);
}

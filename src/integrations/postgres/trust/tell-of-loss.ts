import { sql, type Transaction } from "kysely";
import type { RecordLost } from "../../../engine/machine/event.ts";
import type { WithoutTime } from "../../../ports/run-message.ts";
import type { Schema } from "../schema.ts";

/**
 * Tells every run that goes on that its record may lack its end. No intent is committed before its
 * run has heard what it was told, so from this commit on nothing that happens once is sent unasked.
 */
export async function tellOfLoss(transaction: Transaction<Schema>): Promise<void> {
  const event: WithoutTime<RecordLost> = { is: "record_lost" };
  await sql`
    with live as materialized (
      select id from runs where ended_at is null or undo = 'undoing' order by id
      for no key update
    ),
    woken as (
      update runs
      set wake_seq = wake_seq + 1, due_at = least(due_at, now())
      from live
      where runs.id = live.id
      returning runs.id, wake_seq
    )
    insert into inbox (run_id, seq, id, event, actor, surface)
    select id, wake_seq, gen_random_uuid(), ${JSON.stringify(event)}, 'pitcrew', 'engine'
    from woken
  `.execute(transaction);
}

import { sql } from "kysely";
import { DatabaseError } from "pg";
import type { NewMessage, Sent } from "../../../ports/run-message.ts";
import type { Database } from "../database.ts";

/** Two deliveries of one message at the same moment: the second sees the first on its second look. */
export async function sendMessage(database: Database, message: NewMessage): Promise<Sent> {
  try {
    return await leaveMessage(database, message);
  } catch (error) {
    if (!isDouble(error)) throw error;
    return leaveMessage(database, message);
  }
}

interface Delivery {
  readonly wake_seq: number | null;
  readonly is_ended: boolean;
}

/** The message, its number and the run's wake are one statement, and so one commit. */
async function leaveMessage(database: Database, message: NewMessage): Promise<Sent> {
  const { id, run, event, actor, surface } = message;
  const { rows } = await sql<Delivery>`
    with known as (
      select seq from inbox where run_id = ${run} and id = ${id}
    ),
    woken as (
      update runs
      set
        wake_seq = wake_seq + 1,
        due_at = least(due_at, now()),
        claims_without_progress = 0,
        undo = case when ended_at is null then undo else 'undoing' end
      where id = ${run}
        and (ended_at is null or undo = 'undoing' or ${event.is === "undo_asked"})
        and not exists (select from known)
      returning wake_seq
    ),
    left_behind as (
      insert into inbox (run_id, seq, id, event, actor, surface)
      select ${run}, wake_seq, ${id}, ${JSON.stringify(event)}, ${actor}, ${surface}
      from woken
    )
    select
      coalesce((select wake_seq from woken), (select seq from known)) as wake_seq,
      ended_at is not null as is_ended
    from runs
    where id = ${run}
  `.execute(database);
  const [delivery] = rows;
  if (delivery === undefined) return { is: "no_such_run" };
  if (delivery.wake_seq === null) return { is: "run_ended" };
  return { is: "sent", wakeSeq: delivery.wake_seq };
}

const UNIQUE_VIOLATION = "23505";

function isDouble(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
}

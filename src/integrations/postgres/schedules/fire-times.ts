import { sql } from "kysely";
import type { Fired, Firing } from "../../../ports/schedule-store.ts";
import type { Database } from "../database.ts";

/** Of all who insert the same row, one does; that is the whole agreement between processes. */
export async function claimTime(
  database: Database,
  schedule: string,
  at: number,
): Promise<"yours" | "taken" | "goes_on"> {
  const { rows } = await sql<{ readonly result: string }>`
    insert into schedule_times (schedule, at, result)
    select ${schedule}, to_timestamp(${at}::double precision / 1000), case when exists (
      select from schedule_times as earlier join runs on runs.id = earlier.run_id
      where earlier.schedule = ${schedule} and runs.ended_at is null
    ) then 'goes_on' else 'claimed' end
    on conflict do nothing
    returning result
  `.execute(database);
  const [row] = rows;
  if (row === undefined) return "taken";
  return row.result === "goes_on" ? "goes_on" : "yours";
}

export async function settleTime(
  database: Database,
  schedule: string,
  at: number,
  fired: Fired,
): Promise<void> {
  const run = fired.is === "started" ? fired.run : null;
  const because = fired.is === "refused" ? fired.because : null;
  await sql`
    update schedule_times set result = ${fired.is}, run_id = ${run}, because = ${because}
    where schedule = ${schedule} and at = to_timestamp(${at}::double precision / 1000)
      and result = 'claimed'
  `.execute(database);
}

export async function leftTimes(database: Database, sinceMs: number): Promise<readonly Firing[]> {
  const { rows } = await sql<Firing>`
    update schedule_times set claimed_at = now()
    where result = 'claimed' and claimed_at <= now() - ${sinceMs} * interval '1 millisecond'
    returning schedule, at
  `.execute(database);
  return rows;
}

export async function missTimes(
  database: Database,
  schedule: string,
  times: readonly number[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly at: number }>`
    insert into schedule_times (schedule, at, result)
    select ${schedule}, to_timestamp(at / 1000), 'missed'
    from unnest(${[...times]}::double precision[]) as at
    on conflict do nothing
    returning at
  `.execute(database);
  return rows.map(({ at }) => at);
}

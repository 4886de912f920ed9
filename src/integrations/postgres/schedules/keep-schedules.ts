import { sql } from "kysely";
import type { Kept, LastFiring, ScheduleState } from "../../../ports/schedule-store.ts";
import type { Database } from "../database.ts";
import { rowsAs } from "../store/rows-as.ts";

export async function keepSchedules(database: Database, schedules: readonly Kept[]): Promise<void> {
  const rows = schedules.map(({ name, times }) => ({ name, times }));
  await sql`
    insert into schedules (name, times)
    select name, times from ${rowsAs("k", { name: "text", times: "text" }, rows)}
    on conflict (name) do update set times = excluded.times, since = now()
      where schedules.times <> excluded.times
  `.execute(database);
}

interface Row extends Omit<ScheduleState, "last"> {
  readonly at: number | null;
  readonly result: LastFiring["is"] | null;
  readonly run: string | null;
  readonly because: string | null;
}

export async function readStates(database: Database): Promise<readonly ScheduleState[]> {
  const { rows } = await sql<Row>`
    select
      name, since, last.at, last.result, last.run_id as run, last.because,
      (
        select count(*) from schedule_times as t
        where t.schedule = name and result = 'missed' and t.at > now() - interval '7 days'
      ) as missed
    from schedules left join lateral (
      select at, result, run_id, because from schedule_times
      where schedule = name
      order by at desc limit 1
    ) as last on true
    order by name
  `.execute(database);
  return rows.map(({ name, since, missed, at, result, run, because }) => ({
    name,
    since,
    missed,
    last: at === null || result === null ? null : { at, is: result, run, because },
  }));
}

import { sql } from "kysely";
import type { Database } from "../database.ts";

/**
 * A run inside another is looked after by that one. A run that waits for nothing but a person to
 * say whether something happened has no end either, and somebody has to say it.
 */
export async function wantSilent(database: Database, afterMs: number): Promise<void> {
  await sql`
    insert into outbox (run_id, kind, body)
    select id, 'no_verdict', '{"is":"no_verdict"}'
    from runs
    where ended_at is null and parent_run is null and mode <> 'observe'
      and now() > to_timestamp(((state ->> 'deadline')::double precision + ${afterMs}) / 1000)
    on conflict (run_id) where kind = 'no_verdict' do nothing
  `.execute(database);
}

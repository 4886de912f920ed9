import { sql } from "kysely";
import type { Database } from "../database.ts";

/** Nobody looks for what was changed longer ago. */
const LATELY = sql`interval '1 hour'`;

/** However often an effect was tried, it is one change, and known by the key that all tries share. */
export async function wantChanges(database: Database): Promise<void> {
  await sql`
    insert into outbox (run_id, kind, body)
    select run_id, 'record_change', json_build_object(
      'is', 'record_change', 'key', key, 'step', step, 'item', item, 'phase', phase,
      'at', (extract(epoch from outcome_at) * 1000)::bigint
    )
    from intents
    where effect_class <> 'read' and at > now() - ${LATELY}
      and outcome = 'succeeded' and phase in ('run', 'undo')
    on conflict (run_id, (body ->> 'key')) where kind = 'record_change' do nothing
  `.execute(database);
}

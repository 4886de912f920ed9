import { sql } from "kysely";
import type { AskedPage, Teller } from "../../../ports/page-desk.ts";
import type { Database } from "../database.ts";

/** The wish and its entry in the record are one commit. Under an id again, it changes nothing. */
export async function askPage(
  database: Database,
  { run, ...asked }: AskedPage,
  { actor, surface }: Teller,
): Promise<void> {
  const body = JSON.stringify({ is: "page_asked", ...asked, by: actor });
  await sql`
    with asked as (
      insert into outbox (run_id, kind, body) values (${run}, 'page_asked', ${body})
      on conflict ((body ->> 'id')) where kind = 'page_asked' do nothing
      returning run_id
    )
    insert into events (subject, kind, actor, surface, body)
    select 'incident:run:' || run_id, 'page_asked', ${actor}, ${surface}, ${body} from asked
  `.execute(database);
}

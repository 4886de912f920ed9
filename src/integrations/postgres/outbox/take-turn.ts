import { sql } from "kysely";
import type { Database } from "../database.ts";

/** There is one chat; a second would have a row of its own. */
const CHAT = "slack";

/** Whether it is this teller's turn: it has been, or nobody has kept it. */
export async function takeTurn(
  database: Database,
  teller: string,
  forMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into chat_tellers as held (chat, teller, until)
    values (${CHAT}, ${teller}, now() + ${forMs} * interval '1 millisecond')
    on conflict (chat) do update set teller = excluded.teller, until = excluded.until
      where held.teller = excluded.teller or held.until < now()
    returning chat
  `.execute(database);
  return rows.length > 0;
}

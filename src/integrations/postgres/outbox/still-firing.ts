import { sql } from "kysely";
import type { StillFiring } from "../../../ports/message-store.ts";
import type { Database } from "../database.ts";

const MOST = 100;

/** Each alert asks for a start of its own, and is counted there whether it gets one or not. */
export async function stillFiring(database: Database): Promise<readonly StillFiring[]> {
  const { rows } = await sql<StillFiring>`
    select
      run_news.run_id as run, home, channel, count(*) as more, max(other.at) as "latestAt"
    from run_news
      join starts as own on own.run_id = run_news.run_id
      join starts as other on other.playbook = own.playbook and other.target = own.target
        and other.run_id <> own.run_id and other.at > own.at
    where over_seq is null and home is not null and channel <> ''
    group by run_news.run_id
    order by run_news.began_at
    limit ${MOST}
  `.execute(database);
  return rows;
}

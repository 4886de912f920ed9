import { sql } from "kysely";
import { type ChatWish, NO_WISH } from "../../../ports/chat-wishes.ts";
import type { Database } from "../database.ts";

interface Row {
  readonly account: string;
  readonly is_direct: boolean;
  readonly quiet_from: number | null;
  readonly quiet_until: number | null;
}

export async function allWishes(database: Database): Promise<ReadonlyMap<string, ChatWish>> {
  const rows = await database.selectFrom("chat_wishes").selectAll().execute();
  return new Map(rows.map((row) => [row.account, wishOf(row)]));
}

export async function wishOfAccount(database: Database, account: string): Promise<ChatWish> {
  const row = await database
    .selectFrom("chat_wishes")
    .selectAll()
    .where("account", "=", account)
    .executeTakeFirst();
  return row === undefined ? NO_WISH : wishOf(row);
}

export async function keepWish(
  database: Database,
  account: string,
  { isDirect, quiet }: ChatWish,
): Promise<void> {
  await sql`
    insert into chat_wishes (account, is_direct, quiet_from, quiet_until)
    values (${account}, ${isDirect}, ${quiet?.from ?? null}, ${quiet?.until ?? null})
    on conflict (account) do update set
      is_direct = excluded.is_direct,
      quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until
  `.execute(database);
}

function wishOf({ is_direct: isDirect, quiet_from: from, quiet_until: until }: Row): ChatWish {
  return { isDirect, quiet: from === null || until === null ? null : { from, until } };
}

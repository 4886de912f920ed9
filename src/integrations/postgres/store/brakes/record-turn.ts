import { sql, type Transaction } from "kysely";
import type { JsonObject } from "../../../../model/json.ts";
import type { Author } from "../../../../ports/playbook-store.ts";
import type { Schema } from "../../schema.ts";

export interface Turn {
  readonly subject: string;
  readonly kind: string;
  readonly body: JsonObject;
}

export async function recordTurn(
  transaction: Transaction<Schema>,
  { subject, kind, body }: Turn,
  { actor, surface }: Author,
): Promise<void> {
  await sql`
    insert into events (subject, kind, actor, surface, body)
    values (${subject}, ${kind}, ${actor}, ${surface}, ${JSON.stringify(body)})
  `.execute(transaction);
}

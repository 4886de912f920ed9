import { sql, type Transaction } from "kysely";
import type { Braked } from "../../../../model/braked.ts";
import type { AskedStart, StartFacts } from "../../../../ports/starts.ts";
import type { Schema } from "../../schema.ts";
import { type Columns, rowsAs } from "../rows-as.ts";
import { readStartFacts } from "./read-start-facts.ts";

/** A start, and who decides about it. */
export interface Asking {
  readonly start: AskedStart;
  readonly decide: (facts: StartFacts) => Braked | undefined;
}

/**
 * Decides about starts one after the other, beside nobody else who decides about one of the same
 * playbooks. Each counts for those after it.
 */
export async function askToStart(
  transaction: Transaction<Schema>,
  askings: readonly Asking[],
): Promise<readonly (Braked | undefined)[]> {
  await lockPlaybooks(transaction, askings);
  const stand = await readStartFacts(
    transaction,
    askings.map(({ start }) => start),
  );
  const answers = askings.map(({ start, decide }) => {
    if (stand.isAllowed(start)) return undefined;
    const braked = decide(stand.factsFor(start));
    if (braked === undefined) stand.allow(start);
    return braked;
  });
  const asked = askings.map(({ start: { run, playbook, target } }, index) => {
    return { run, playbook, target, allowed: answers[index] === undefined };
  });
  // Whoever asks again while it is held back still wants it, so that is counted anew.
  await sql`
    insert into starts (run_id, playbook, target, is_allowed)
    select run, playbook, target, allowed from ${rowsAs("s", ASKED, asked)}
    on conflict (run_id) do update set at = excluded.at, is_allowed = excluded.is_allowed
      where not starts.is_allowed
  `.execute(transaction);
  return answers;
}

const ASKED = {
  run: "uuid",
  playbook: "text",
  target: "text",
  allowed: "boolean",
} as const satisfies Columns;

/** Any number will do, as long as it stays the same in every version. */
const STARTS = 72_493_186;

/** In one order, so that no two wait for each other. */
async function lockPlaybooks(
  transaction: Transaction<Schema>,
  askings: readonly Asking[],
): Promise<void> {
  const playbooks = [...new Set(askings.map(({ start }) => start.playbook))];
  await sql`
    select pg_advisory_xact_lock(${STARTS}, key)
    from (
      select distinct hashtext(playbook) as key from unnest(${playbooks}::text[]) as playbook
      order by key
    ) as keys
  `.execute(transaction);
}

import { sql, type Transaction } from "kysely";
import type { Budgets } from "../../../../config/settings/budgets.ts";
import { judgeChanges, type Wish } from "../../../../engine/brakes/judge-changes.ts";
import type { Refused } from "../../../../ports/run-change.ts";
import type { Schema } from "../../schema.ts";
import type { Append } from "../change-rows.ts";
import { readFacts } from "./read-facts.ts";

/** Any number will do, as long as it stays the same in every version. */
const ALL_CHANGES = 7_249_318_611;

/**
 * What brakes say of the changes that appends mean, by run. From here to the end of the
 * transaction nobody else means a change or turns a switch: what is counted cannot be spent twice,
 * and whoever freezes waits for those who were before, and comes before all others.
 */
export async function judgeDemands(
  transaction: Transaction<Schema>,
  appends: readonly Append[],
  budgets: Budgets | undefined,
): Promise<ReadonlyMap<string, readonly Refused[]>> {
  await lockAllChanges(transaction);
  const wishes = appends.flatMap(({ claim: { run }, change: { demands } }) =>
    demands.map((demand): Wish => ({ run, demand })),
  );
  const facts = await readFacts(transaction, wishes, budgets);
  const judgements = judgeChanges(wishes, facts, budgets);
  const refused = new Map<string, readonly Refused[]>();
  for (const [index, { run, demand }] of wishes.entries()) {
    const judgement = judgements[index];
    if (judgement === undefined) throw new RangeError("Each wish is judged");
    if (judgement.is === "allowed") continue;
    const { step, item, phase, attempt } = demand;
    const intent = { step, item, phase, attempt };
    refused.set(run, [...(refused.get(run) ?? []), { intent, result: judgement }]);
  }
  return refused;
}

export async function lockAllChanges(transaction: Transaction<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ALL_CHANGES})`.execute(transaction);
}

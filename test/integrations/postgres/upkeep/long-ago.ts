import { Client } from "pg";
import { onTestFinished } from "vitest";
import { type ChainedEntry, chainHash, GENESIS } from "../../../../src/audit/chain.ts";
import { writeCheckpoint } from "../../../../src/audit/checkpoint.ts";
import { openHousekeeping } from "../../../../src/integrations/postgres/upkeep/open-housekeeping.ts";
import { intent } from "../../../contract/run-store/example-runs.ts";
import { claimedRun, LEASE, mustAppend, storeAt } from "../../../contract/run-store/world.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";
import { sealedWorld } from "../audit/world.ts";

export const DAY = 86_400_000;

/** A database as the serving role sees it, and an owner who can make things look old. */
export async function worldOfOldThings() {
  const { owner, app } = await databaseForApp();
  const admin = new Client({ ...owner });
  await admin.connect();
  onTestFinished(() => admin.end());
  const store = storeAt(app);
  const sealed = sealedWorld(app);
  const { store: housekeeping, close } = openHousekeeping(app, () => undefined);
  onTestFinished(close);

  const query = async <Row>(text: string, values: readonly unknown[] = []) => {
    const { rows } = await admin.query(text, [...values]);
    return rows as Row[]; // each test knows what it selects
  };

  async function endedRun(parent?: string): Promise<string> {
    const inside =
      parent === undefined ? {} : { parent: { run: parent, step: "call", item: 0 } as const };
    const { claim } = await claimedRun(store, inside, LEASE);
    const went = await mustAppend(store, claim, { intents: [intent("clear")] });
    await mustAppend(store, went, { next: { is: "end", outcome: "resolved" } });
    return claim.run;
  }

  /** As if it had all happened so many days ago, with hashes that fit. */
  async function backDate(run: string, days: number): Promise<void> {
    const subject = `run:${run}`;
    const entries = await query<ChainedEntry>(
      `select subject, seq::int, (extract(epoch from at) * 1000)::float8 as at, kind, actor, surface, body
       from events where subject = $1 order by seq`,
      [subject],
    );
    await query("alter table events disable trigger all");
    let prev = GENESIS;
    for (const entry of entries) {
      const at = entry.at - days * DAY;
      const hash = chainHash(prev, { ...entry, at });
      await query(
        `update events set at = to_timestamp($3::float8 / 1000), prev = decode($4, 'hex'), hash = decode($5, 'hex')
         where subject = $1 and seq = $2`,
        [subject, entry.seq, at, prev, hash],
      );
      prev = hash;
    }
    await query("alter table events enable always trigger events_are_chained");
    await query("alter table events enable always trigger events_are_kept");
    await query("update runs set ended_at = ended_at - $2 * interval '1 day' where id = $1", [
      run,
      days,
    ]);
  }

  /** A checkpoint over everything, as it would have been signed so many days ago. */
  async function sealedAgo(days: number): Promise<void> {
    do {
      await sealed.store.seal((unsealed) =>
        writeCheckpoint({ ...unsealed, at: unsealed.at - days * DAY }, sealed.signer),
      );
    } while ((await sealed.verify()).unsealed.count > 0);
  }

  return { owner, app, store, sealed, housekeeping, query, endedRun, backDate, sealedAgo };
}

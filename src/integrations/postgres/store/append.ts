import { sql } from "kysely";
import type { Budgets } from "../../../config/settings/budgets.ts";
import type { Refused } from "../../../ports/run-change.ts";
import type { Appended } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { judgeDemands } from "./brakes/judge-demands.ts";
import type { Append } from "./change-rows.ts";
import { readNews } from "./message.ts";
import { rowsAs } from "./rows-as.ts";
import { type Judged, judgeAndStore } from "./judge-and-store.ts";

/** `out_of_turn` is a mistake of the caller: the same claim was used for two changes. */
export type AppendResult = Appended | { readonly is: "out_of_turn" };

/**
 * Stores the changes of several runs by one statement, and so by one commit, each judged for
 * itself. The runs must differ, and no two may ask for the same target. Where one of them changes
 * something outside, brakes are asked first, in the same transaction.
 */
export async function appendAll(
  database: Database,
  appends: readonly Append[],
  budgets: Budgets | undefined,
): Promise<readonly AppendResult[]> {
  await keepRoomForLocks(database, appends);
  if (appends.every(({ change }) => change.demands.length === 0)) {
    return storeAll(database, appends, new Map());
  }
  return database.transaction().execute(async (transaction) => {
    const refused = await judgeDemands(transaction, appends, budgets);
    return storeAll(transaction, appends, refused);
  });
}

async function storeAll(
  database: Database,
  appends: readonly Append[],
  refused: ReadonlyMap<string, readonly Refused[]>,
): Promise<readonly AppendResult[]> {
  const { rows } = await judgeAndStore(appends, new Set(refused.keys())).execute(database);
  const judged = new Map(rows.map((row) => [row.run, row]));
  const results = appends.map(async (append) => {
    const { run } = append.claim;
    return resultOf(database, append, judged.get(run), refused.get(run));
  });
  return Promise.all(results);
}

/** A lock's row outlives its holders; the first who wants a target makes it. */
async function keepRoomForLocks(database: Database, appends: readonly Append[]): Promise<void> {
  const targets = appends.flatMap(({ change }) => change.lock.map((target) => ({ target })));
  if (targets.length === 0) return;
  await sql`
    insert into target_locks (target)
    select target from ${rowsAs("w", { target: "text" }, targets)} order by target
    on conflict do nothing
  `.execute(database);
}

async function resultOf(
  database: Database,
  { claim, change }: Append,
  judged: Judged | undefined,
  refused: readonly Refused[] = [],
): Promise<AppendResult> {
  if (judged === undefined) throw new RangeError(`No verdict about run ${claim.run}`);
  switch (judged.verdict) {
    case "stored":
    case "stored_before": {
      const { freed } = judged;
      const next = { ...claim, seq: claim.seq + change.events.length };
      return { is: "stored", claim: next, ...(freed !== null && { freed }) };
    }
    case "lost":
      return { is: "lost" };
    case "news": {
      const messages = await readNews(database, claim);
      const heard = messages.at(-1)?.seq ?? claim.heard;
      return { is: "news", claim: { ...claim, heard }, messages };
    }
    case "unapproved":
      if (judged.step === null) throw new RangeError(`Run ${judged.run} lacks no approval`);
      return { is: "unapproved", step: judged.step };
    case "locked":
      return lockedBy(judged);
    case "held_back":
      return { is: "held_back", refused };
    case "out_of_turn":
      return { is: "out_of_turn" };
  }
}

function lockedBy(judged: Judged): Appended {
  const { target, holder_run, holder_person, since, reason } = judged;
  const id = holder_run ?? holder_person;
  if (target === null || id === null || since === null || reason === null) {
    throw new RangeError(`Run ${judged.run} is kept from a target by nobody`);
  }
  const is = holder_run === null ? "person" : "run";
  return { is: "locked", target, by: { is, id, since, reason } };
}

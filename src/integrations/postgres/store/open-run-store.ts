import type { Budgets } from "../../../config/settings/budgets.ts";
import type { NewRun, RunStore } from "../../../ports/run-store.ts";
import { type Address, isAnswerLost } from "../connection.ts";
import { type Database, openDatabase } from "../database.ts";
import { appendAll, type AppendResult } from "./append.ts";
import type { Append } from "./change-rows.ts";
import { type Bid, claimAny, claimRuns } from "./claim.ts";
import { createRuns } from "./create.ts";
import { listWaiters } from "./list-waiters.ts";
import { groupAppends } from "./group-appends.ts";
import { endClaims, releaseClaim, renewClaims } from "./keep-claims.ts";
import { readWaitingApprovals } from "./read-approvals.ts";
import { readHistory, readOpenIntents } from "./read-history.ts";
import { getRun, listDue, listRuns, listUnattended, readClock } from "./read-runs.ts";
import { sendMessage } from "./send.ts";
import { shareStatements } from "./share-statements.ts";

export interface RunStoreOptions {
  readonly connections: number;
  readonly onBroken: (error: Error) => void;
  /** What all changes together may do; without it, only switches and cool-downs hold them back. */
  readonly budgets?: Budgets;
}

export interface OpenRunStore {
  readonly store: RunStore;
  /** Only for the one process that may use the database, before its first claim. */
  readonly endClaims: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Runs in PostgreSQL. Claims are renewed on a connection that no other traffic can use up. */
export function openRunStore(
  address: Address,
  { connections, onBroken, budgets }: RunStoreOptions,
): OpenRunStore {
  const database = openDatabase(address, { max: connections, onBroken });
  const renewal = openDatabase(address, { max: 1, onBroken });
  const openFresh = () => openDatabase(address, { max: 1, onBroken });
  const create = shareStatements({
    answerAll: (runs: readonly NewRun[]) => createRuns(database, runs),
    names: ({ state }) => [state.id],
  });
  const claim = shareStatements({
    answerAll: (bids: readonly Bid[]) => claimRuns(database, bids),
    names: ({ run }) => [run],
  });
  const readNow = shareStatements({
    answerAll: async (asks: readonly undefined[]) => {
      const now = await readClock(database);
      return asks.map(() => now);
    },
    names: () => [],
  });
  return {
    store: {
      now: () => readNow(undefined),
      create,
      claim: (worker, leaseMs, run) =>
        run === undefined ? claimAny(database, worker, leaseMs) : claim({ worker, leaseMs, run }),
      renew: (claims, leaseMs) => renewClaims(renewal, claims, leaseMs),
      append: groupAppends((appends) => appendOrFindOut(database, openFresh, appends, budgets)),
      release: (claim, until) => releaseClaim(database, claim, until),
      send: (message) => sendMessage(database, message),
      due: (limit, graceMs, strange = []) => listDue(database, limit, graceMs, strange),
      unattended: (graceMs) => listUnattended(database, graceMs),
      waiters: (targets) => listWaiters(database, targets),
      get: (run) => getRun(database, run),
      list: (filter, page) => listRuns(database, filter, page),
      history: (run, after) => readHistory(database, run, after),
      waitingApprovals: (limit) => readWaitingApprovals(database, limit),
      openIntents: (run) => readOpenIntents(database, run),
    },
    endClaims: () => endClaims(database),
    close: async () => {
      await Promise.all([database.destroy(), renewal.destroy()]);
    },
  };
}

/**
 * When the connection breaks before the answer comes, the change may be stored or not. Asking
 * again over a fresh connection settles it: what was stored is recognised, what was not is stored.
 */
async function appendOrFindOut(
  database: Database,
  openFresh: () => Database,
  appends: readonly Append[],
  budgets: Budgets | undefined,
): Promise<readonly AppendResult[]> {
  try {
    return await appendAll(database, appends, budgets);
  } catch (error) {
    if (!isAnswerLost(error)) throw error;
    await using fresh = openFresh();
    return await appendAll(fresh, appends, budgets);
  }
}

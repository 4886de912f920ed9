import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import type { Address } from "../../../src/integrations/postgres/connection.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import type { Claim, Claimed, NewRun, RunStore } from "../../../src/ports/run-store.ts";
import { changeOf, newRun } from "./example-runs.ts";

/** A database with all tables and no rows; it lasts for one test. */
export type FreshDatabase = () => Promise<Address>;

export interface World {
  readonly store: RunStore;
  /** Another process with the same database. */
  readonly openStore: () => RunStore;
  /** Looks behind the store's back. */
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

export async function openWorld(freshDatabase: FreshDatabase): Promise<World> {
  const address = await freshDatabase();
  const openStore = () => storeAt(address);
  return { store: openStore(), openStore, query: await openQuery(address) };
}

export function storeAt(address: Address): RunStore {
  const { store, close } = openRunStore(address, { connections: 4, onBroken: () => undefined });
  onTestFinished(close);
  return store;
}

async function openQuery(address: Address): Promise<World["query"]> {
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  return async <Row>(text: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query(text, [...values]);
    return rows as Row[]; // each test knows what it selects
  };
}

export const LEASE = 60_000;
/** Lapses at once. */
export const NO_LEASE = 0;

export async function createdRun(store: RunStore, more: Partial<NewRun> = {}): Promise<string> {
  const run = newRun(more);
  await store.create(run);
  return run.state.id;
}

export async function claimedRun(
  store: RunStore,
  more: Partial<NewRun> = {},
  leaseMs = LEASE,
): Promise<Claimed> {
  return mustClaim(store, await createdRun(store, more), leaseMs);
}

export async function mustClaim(
  store: RunStore,
  run: string,
  leaseMs = LEASE,
  worker = "worker-1",
): Promise<Claimed> {
  const claimed = await store.claim(worker, leaseMs, run);
  if (claimed === undefined) throw new Error(`run ${run} could not be claimed`);
  return claimed;
}

export async function mustAppend(
  store: RunStore,
  claim: Claim,
  ...[change]: Parameters<typeof changeOf>
): Promise<Claim> {
  const appended = await store.append(claim, changeOf(change));
  if (appended.is !== "stored") throw new Error(`the append was answered with ${appended.is}`);
  return appended.claim;
}

export async function sendStop(store: RunStore, run: string, by = "ann") {
  return store.send({
    id: randomUUID(),
    run,
    event: { is: "stopped", by, undo: false },
    actor: by,
    surface: "slack",
  });
}

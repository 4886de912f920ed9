import { sql } from "kysely";
import type { Claim } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { rowsAs } from "./rows-as.ts";

/** Returns the runs that were not prolonged, because another worker has claimed or ended them. */
export async function renewClaims(
  database: Database,
  claims: readonly Claim[],
  leaseMs: number,
): Promise<readonly string[]> {
  const columns = { run: "uuid", epoch: "bigint" } as const;
  const { rows } = await sql<{ readonly id: string }>`
    update runs
    set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    from ${rowsAs("held", columns, claims)}
    where id = held.run and runs.epoch = held.epoch and worker is not null
    returning id
  `.execute(database);
  const kept = new Set(rows.map(({ id }) => id));
  return claims.map(({ run }) => run).filter((run) => !kept.has(run));
}

/** Whoever gives a run back is alive, so the claim is not held against the run. */
export async function releaseClaim(database: Database, { run, epoch }: Claim): Promise<void> {
  await database
    .updateTable("runs")
    .set({ worker: null, lease_until: null, claims_without_progress: 0 })
    .where("id", "=", run)
    .where("epoch", "=", epoch)
    .execute();
}

import { sql } from "kysely";
import type { Claim, Renewed } from "../../../ports/run-store.ts";
import type { Database } from "../database.ts";
import { rowsAs } from "./rows-as.ts";

/** Takes the runs in the same order as appends do, so that neither waits for the other for ever. */
export async function renewClaims(
  database: Database,
  claims: readonly Claim[],
  leaseMs: number,
): Promise<readonly Renewed[]> {
  const columns = { run: "uuid", epoch: "bigint" } as const;
  const { rows } = await sql<Renewed>`
    with kept as materialized (
      select id
      from runs join ${rowsAs("held", columns, claims)}
        on id = held.run and runs.epoch = held.epoch and worker is not null
      order by id
      for no key update of runs
    )
    update runs
    set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    from kept
    where runs.id = kept.id
    returning runs.id as run, wake_seq as "wakeSeq"
  `.execute(database);
  return rows;
}

/**
 * Whoever gives a run back is alive, so the claim is not held against the run. A message that the
 * holder was not given keeps the run due.
 */
export async function releaseClaim(
  database: Database,
  { run, epoch, heard }: Claim,
  until: number | undefined,
): Promise<void> {
  await sql`
    update runs
    set
      worker = null,
      lease_until = null,
      claims_without_progress = 0,
      due_at = case when wake_seq = ${heard}
        then coalesce(to_timestamp(${until ?? null}::double precision / 1000), due_at)
        else due_at
      end
    where id = ${run} and epoch = ${epoch}
  `.execute(database);
}

/**
 * Ends the claims of earlier processes, so that nobody waits for them to lapse. Only for the one
 * process that may use this database, before its first claim: the kernel gives the lock on a data
 * directory away again only when the process that had it is gone. So none of them can wake up and
 * go on. What they set out to do is taken over as ever, and a run that killed them stays counted.
 */
export async function endClaims(database: Database): Promise<void> {
  await sql`
    update runs set worker = null, lease_until = null where worker is not null
  `.execute(database);
}

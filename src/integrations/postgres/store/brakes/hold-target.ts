import { sql, type Transaction } from "kysely";
import type { Author } from "../../../../ports/playbook-store.ts";
import type { HeldTarget, Holding } from "../../../../ports/switches.ts";
import type { Database } from "../../database.ts";
import type { Schema } from "../../schema.ts";
import { recordTurn } from "./record-turn.ts";

/** Takes the same lock as a run would, unless a run or somebody else has it. */
export async function holdTarget(
  transaction: Transaction<Schema>,
  target: string,
  { reason, forMs }: { readonly reason: string; readonly forMs: number },
  author: Author,
): Promise<Holding> {
  await sql`
    insert into target_locks (target) values (${target}) on conflict do nothing
  `.execute(transaction);
  const { rows: locks } = await sql<Lock>`
    select holder_run, case when until > clock_timestamp() then holder_person end as holder_person
    from target_locks where target = ${target} for update
  `.execute(transaction);
  const { holder_run = null, holder_person = null } = locks[0] ?? {};
  if (holder_run !== null) return { is: "taken", by: { is: "run", id: holder_run } };
  if (holder_person !== null && holder_person !== author.actor) {
    return { is: "taken", by: { is: "person", id: holder_person } };
  }
  const { rows } = await sql<HeldTarget>`
    update target_locks
    set
      holder_person = ${author.actor},
      since = clock_timestamp(),
      until = clock_timestamp() + ${forMs} * interval '1 millisecond',
      reason = ${reason}
    where target = ${target}
    returning target, holder_person as by, reason, since, until
  `.execute(transaction);
  const [held] = rows;
  if (held === undefined) throw new RangeError(`The row of ${target} was just locked`);
  const body = { reason, until: held.until };
  await recordTurn(transaction, { subject: `target:${target}`, kind: "held", body }, author);
  return { is: "held", held };
}

interface Lock {
  readonly holder_run: string | null;
  readonly holder_person: string | null;
}

export async function releaseTarget(
  transaction: Transaction<Schema>,
  target: string,
  author: Author,
): Promise<boolean> {
  const { rows } = await sql`
    with held as (
      select target, until > clock_timestamp() as is_held
      from target_locks where target = ${target} and holder_person is not null for update
    )
    update target_locks
    set holder_person = null, since = null, until = null, reason = null
    from held where target_locks.target = held.target and is_held
    returning target_locks.target
  `.execute(transaction);
  if (rows.length === 0) return false;
  await recordTurn(
    transaction,
    { subject: `target:${target}`, kind: "released", body: {} },
    author,
  );
  return true;
}

export async function readHolds(database: Database): Promise<readonly HeldTarget[]> {
  const { rows } = await sql<HeldTarget>`
    select target, holder_person as by, reason, since, until
    from target_locks
    where holder_person is not null and until > clock_timestamp()
    order by since
  `.execute(database);
  return rows;
}

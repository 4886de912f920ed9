import { sql, type Transaction } from "kysely";
import type { AskedStart, LastUse, StartFacts } from "../../../../ports/starts.ts";
import type { Schema } from "../../schema.ts";
import { rowsAs } from "../rows-as.ts";
import { readSwitches } from "./read-switches.ts";

/** Any number will do, as long as it stays the same in every version. */
const STARTS = 72_493_186;

/** Decides about a start, beside nobody else who decides about one of the same playbook. */
export async function askToStart<Verdict>(
  transaction: Transaction<Schema>,
  start: AskedStart,
  decide: (facts: StartFacts) => Verdict | undefined,
): Promise<Verdict | undefined> {
  const { run, playbook, target } = start;
  await sql`select pg_advisory_xact_lock(${STARTS}, hashtext(${playbook}))`.execute(transaction);
  const { rows } = await sql<{ readonly is_allowed: boolean }>`
    insert into starts (run_id, playbook, target, is_allowed)
    values (${run}, ${playbook}, ${target}, false)
    on conflict (run_id) do update set is_allowed = starts.is_allowed
    returning is_allowed
  `.execute(transaction);
  if (rows[0]?.is_allowed === true) return undefined;
  const verdict = decide(await readFacts(transaction, start));
  if (verdict !== undefined) return verdict;
  await sql`update starts set is_allowed = true where run_id = ${run}`.execute(transaction);
  return undefined;
}

async function readFacts(
  transaction: Transaction<Schema>,
  { run, playbook, locks, windowMs }: AskedStart,
): Promise<StartFacts> {
  const since = sql`clock_timestamp() - ${windowMs} * interval '1 millisecond'`;
  const uses = locks.map((target) => ({ playbook, target }));
  const { rows } = await sql<Row>`
    select
      (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      (
        select coalesce(json_agg((extract(epoch from at) * 1000)::bigint), '[]')
        from (
          select started_at as at from runs
          where playbook = ${playbook} and parent_run is null and started_at > ${since}
          union all
          select at from starts
          where playbook = ${playbook} and is_allowed and run_id <> ${run} and at > ${since}
            and not exists (select from runs where id = run_id)
        ) as began
      ) as started,
      (
        select coalesce(json_agg(json_build_object(
          'target', target, 'at', (extract(epoch from at) * 1000)::bigint)), '[]')
        from starts where playbook = ${playbook} and at > ${since}
      ) as asked,
      (
        select coalesce(json_agg(json_build_object(
          'playbook', playbook, 'target', target, 'run', run_id, 'at',
          (extract(epoch from at) * 1000)::bigint)), '[]')
        from ${rowsAs("w", USE, uses)} join cooldowns using (playbook, target)
      ) as uses
  `.execute(transaction);
  const [row] = rows;
  if (row === undefined) throw new RangeError("A select without a table has one row");
  // All of these have the form that the statement gives them.
  return {
    now: row.now,
    switches: await readSwitches(transaction),
    started: JSON.parse(row.started) as number[],
    asked: JSON.parse(row.asked) as StartFacts["asked"],
    uses: JSON.parse(row.uses) as LastUse[],
  };
}

interface Row {
  readonly now: number;
  readonly started: string;
  readonly asked: string;
  readonly uses: string;
}

const USE = { playbook: "text", target: "text" } as const;

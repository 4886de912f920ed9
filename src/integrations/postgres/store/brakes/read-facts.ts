import { sql, type Transaction } from "kysely";
import type { Budgets } from "../../../../config/settings/budgets.ts";
import type { ChangeFacts, Wish } from "../../../../engine/brakes/judge-changes.ts";
import type { Taken } from "../../../../engine/brakes/unavailability.ts";
import { milliseconds } from "../../../../model/duration.ts";
import type { LastUse } from "../../../../ports/starts.ts";
import type { Schema } from "../../schema.ts";
import { rowsAs } from "../rows-as.ts";
import { readSwitches } from "./read-switches.ts";

/**
 * How things stand for everybody together. Only for a transaction that has the lock of all
 * changes: nobody else can add to it before that transaction is over.
 */
export async function readFacts(
  transaction: Transaction<Schema>,
  wishes: readonly Wish[],
  budgets: Budgets | undefined,
): Promise<ChangeFacts> {
  const most = budgets?.effects_per_minute ?? 0;
  const windowMs = budgets === undefined ? 0 : milliseconds(budgets.unavailable.window);
  const { rows } = await sql<Row>`
    select
      (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      (
        select coalesce(json_agg((extract(epoch from at) * 1000)::bigint), '[]')
        from (
          select at from intents
          where effect_class <> 'read' and at > clock_timestamp() - interval '1 minute'
          order by at desc limit ${most}
        ) as recent
      ) as effects,
      (
        select coalesce(json_agg(json_build_object(
          'playbook', playbook, 'target', target, 'run', run_id, 'at',
          (extract(epoch from
            case when ended_at is null then clock_timestamp() else at end
          ) * 1000)::bigint)), '[]')
        from ${rowsAs("w", USE, wishes.flatMap(useRows))}
          join cooldowns using (playbook, target)
          join lateral (select ended_at from runs where id = run_id) as user_of on true
      ) as uses,
      (
        select coalesce(json_agg(json_build_object(
          'workload', workload, 'key', key, 'takes', takes, 'at',
          (extract(epoch from at) * 1000)::bigint)), '[]')
        from ${rowsAs("l", WORKLOAD, wishes.flatMap(workloadRows))} join losses using (workload)
        where at > clock_timestamp() - ${windowMs} * interval '1 millisecond'
      ) as taken
  `.execute(transaction);
  const [row] = rows;
  if (row === undefined) throw new RangeError("A select without a table has one row");
  // All of these have the form that the statement gives them.
  return {
    now: row.now,
    switches: await readSwitches(transaction),
    effects: JSON.parse(row.effects) as number[],
    uses: JSON.parse(row.uses) as LastUse[],
    taken: JSON.parse(row.taken) as Taken[],
  };
}

interface Row {
  readonly now: number;
  readonly effects: string;
  readonly uses: string;
  readonly taken: string;
}

const USE = { playbook: "text", target: "text" } as const;

function useRows({ demand: { playbook, targets, cooldownMs } }: Wish) {
  return cooldownMs === null ? [] : targets.map((target) => ({ playbook, target }));
}

const WORKLOAD = { workload: "text" } as const;

function workloadRows({ demand: { losses } }: Wish) {
  return losses.map(({ workload }) => ({ workload }));
}

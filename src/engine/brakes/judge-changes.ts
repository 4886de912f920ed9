import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";
import type { Failure } from "../../model/failure.ts";
import type { Demand } from "../../ports/demand.ts";
import type { LastUse } from "../../ports/starts.ts";
import type { Switch } from "../../ports/switches.ts";
import { coolDown } from "./cool-down.ts";
import { effectRate } from "./effect-rate.ts";
import { brakedBySwitch, switchOver } from "./switched-on.ts";
import { judgeLoss, type Taken } from "./unavailability.ts";

/** One change of one run, about to be meant. */
export interface Wish {
  readonly run: string;
  readonly demand: Demand;
}

/** How things stand for everybody together, at a moment when nobody else can mean a change. */
export interface ChangeFacts {
  readonly now: number;
  readonly switches: readonly Switch[];
  /** When changes were meant in the last minute. */
  readonly effects: readonly number[];
  readonly uses: readonly LastUse[];
  readonly taken: readonly Taken[];
}

export type Judgement =
  | { readonly is: "allowed" }
  | { readonly is: "held_back"; readonly by: Braked }
  | { readonly is: "refused"; readonly failure: Failure };

/** Judges changes one after the other; each that is allowed counts for those behind it. */
export function judgeChanges(
  wishes: readonly Wish[],
  facts: ChangeFacts,
  budgets: Budgets | undefined,
): readonly Judgement[] {
  let sofar = facts;
  return wishes.map((wish) => {
    const judgement = judgeChange(wish, sofar, budgets);
    if (judgement.is === "allowed") sofar = spend(wish.demand, sofar);
    return judgement;
  });
}

function judgeChange(
  { run, demand }: Wish,
  { now, switches, effects, uses, taken }: ChangeFacts,
  budgets: Budgets | undefined,
): Judgement {
  const frozen = switchOver("freeze", demand, switches);
  // Whoever froze it wanted what is under way to be taken back.
  const isWanted = frozen?.inFlight === "undo" && demand.phase === "undo";
  if (frozen !== undefined && !isWanted) return heldBack(brakedBySwitch(frozen, now));
  const cooling = coolDown({ run, ...demand }, uses, now);
  if (cooling !== undefined) return heldBack(cooling);
  if (budgets === undefined) return { is: "allowed" };
  for (const loss of demand.losses) {
    const verdict = judgeLoss(loss, demand.key, taken, budgets.unavailable, now);
    if (verdict.is !== "allowed") return verdict;
  }
  const tooMany = effectRate(effects, budgets.effects_per_minute, now);
  return tooMany === undefined ? { is: "allowed" } : heldBack(tooMany);
}

function heldBack(by: Braked): Judgement {
  return { is: "held_back", by };
}

function spend({ key, losses }: Demand, facts: ChangeFacts): ChangeFacts {
  const at = facts.now;
  return {
    ...facts,
    effects: [...facts.effects, at],
    taken: [...facts.taken, ...losses.map(({ workload, takes }) => ({ workload, key, takes, at }))],
  };
}

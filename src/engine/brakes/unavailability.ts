import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Failure } from "../../model/failure.ts";
import type { Loss } from "../../model/loss.ts";
import { timeOfDay } from "./time-of-day.ts";

/** What an earlier change has taken out of service. */
export interface Taken {
  readonly workload: string;
  readonly key: string;
  readonly takes: number;
  readonly at: number;
}

export type LossVerdict =
  | { readonly is: "allowed" }
  | { readonly is: "held_back"; readonly by: Braked }
  /** More than may ever be taken at once. */
  | { readonly is: "refused"; readonly failure: Failure };

/**
 * Whether a workload may do without so many more. What does not work already is not taken from
 * it, and a repeat of the same effect takes nothing twice.
 */
export function judgeLoss(
  { workload, wanted, takes }: Loss,
  key: string,
  taken: readonly Taken[],
  { share, at_least, window }: Budgets["unavailable"],
  now: number,
): LossVerdict {
  if (takes === 0) return { is: "allowed" };
  const most = Math.max(at_least, Math.floor((wanted * Number.parseInt(share, 10)) / 100));
  const of = `of the ${wanted} pods of ${workload}`;
  if (takes > most) {
    return {
      is: "refused",
      failure: {
        code: "E343",
        message: `It would make ${takes} ${of} unavailable at once, and ${most} may be`,
        remedy: `Take fewer at a time, or raise budgets.unavailable.share, which is ${share}.`,
        retry: "never",
      },
    };
  }
  const windowMs = milliseconds(window);
  const counted = taken
    .filter((one) => one.workload === workload && one.key !== key && one.at > now - windowMs)
    .toSorted((a, b) => a.at - b.at);
  const before = sum(counted);
  if (before + takes <= most) return { is: "allowed" };
  const until = firstRoom(counted, most - takes) + windowMs;
  return {
    is: "held_back",
    by: {
      brake: "unavailability",
      code: "E343",
      rule: `budgets.unavailable: ${share} in ${window}`,
      values: { workload, wanted, takes, taken: before, most },
      message: `${before} ${of} were taken within ${window}, and with ${takes} more it would be above ${most}; there is room at ${timeOfDay(until, now)}`,
      remedy: "Nothing; it goes on by itself when there is room.",
      until,
    },
  };
}

/** When so much has been left behind that no more than `left` remains. */
function firstRoom(counted: readonly Taken[], left: number): number {
  let rest = sum(counted);
  for (const { takes, at } of counted) {
    rest -= takes;
    if (rest <= left) return at;
  }
  throw new RangeError("When everything is left behind, there is room");
}

function sum(taken: readonly Taken[]): number {
  return taken.reduce((total, { takes }) => total + takes, 0);
}

import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";
import { milliseconds } from "../../model/duration.ts";
import { timeOfDay } from "./time-of-day.ts";

export interface AskedTarget {
  readonly target: string;
  readonly at: number;
}

/** Many targets of one playbook at once have one cause, which it was not written for. */
export function storm(
  playbook: string,
  asked: readonly AskedTarget[],
  { targets, window }: Budgets["storm"],
  now: number,
): Braked | undefined {
  const windowMs = milliseconds(window);
  const latest = new Map<string, number>();
  for (const { target, at } of asked) {
    if (at > now - windowMs) latest.set(target, Math.max(at, latest.get(target) ?? at));
  }
  const last = [...latest.values()].toSorted((a, b) => b - a)[targets - 1];
  if (last === undefined) return undefined;
  const until = last + windowMs;
  return {
    brake: "storm",
    code: "E350",
    rule: `budgets.storm: ${targets} targets in ${window}`,
    values: { targets: latest.size },
    message: `${playbook} was wanted for ${latest.size} different targets within ${window}, so nothing of it starts by itself until ${timeOfDay(until, now)}`,
    remedy: "Look for the one cause behind them; start the playbook by hand where it surely helps.",
    until,
  };
}

import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";

/** What nobody can work on yet is no help to anybody; the alert behind it waits just as well. */
export function crowd(
  queued: number,
  { queued_runs: most }: Pick<Budgets, "queued_runs">,
): Braked | undefined {
  if (queued < most) return undefined;
  return {
    brake: "crowd",
    code: "E382",
    rule: `budgets.queued_runs: ${most}`,
    values: { queued_runs: most },
    message: `${most} runs or more wait for a worker, so nothing starts by itself`,
    remedy:
      "It starts when there is room. Look whether workers are alive: pitcrew doctor; start by hand what cannot wait.",
    until: null,
  };
}

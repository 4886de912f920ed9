import type { Budgets } from "../../config/settings/budgets.ts";
import type { Failure } from "../../model/failure.ts";

/** How many of something there are, and would be after a change. */
export interface Size {
  readonly before: number;
  readonly after: number;
}

/**
 * Whether a change goes too far in one step: by what everybody may do, or by the `max_change` of
 * its playbook. Fewer are never less than the same part, and never none where there were some.
 */
export function tooFar(
  { before, after }: Size,
  { factor, add }: Budgets["growth"],
  maxChange: string | undefined,
): Failure | undefined {
  const share = maxChange === undefined ? undefined : Number.parseInt(maxChange, 10) / 100;
  const most = Math.min(
    Math.max(Math.floor(before * factor), before + add),
    share === undefined ? Number.POSITIVE_INFINITY : Math.floor(before * (1 + share)),
  );
  const least = Math.max(
    Math.min(1, before),
    Math.floor(before / factor),
    share === undefined ? 0 : Math.ceil(before * (1 - share)),
  );
  if (after >= least && after <= most) return undefined;
  const own = maxChange === undefined ? "" : ` and safety.max_change, which is ${maxChange}`;
  return {
    code: "E344",
    message: `From ${before} to ${after} is too far for one change: from ${least} to ${most} it may go`,
    remedy: `Go in several runs, or by hand; the limit is made by budgets.growth${own}.`,
    retry: "never",
  };
}

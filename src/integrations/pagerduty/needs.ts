import type { Clock } from "../../ports/clock.ts";
import type { PagerDutyAccount } from "./account.ts";

export interface PagerDutyNeeds {
  readonly account: PagerDutyAccount;
  readonly clock: Pick<Clock, "after" | "monotonic">;
  /** From 0 to 1, 1 excluded. */
  readonly chance: () => number;
  readonly newId: () => string;
  /** For one request. */
  readonly deadlineMs: number;
}

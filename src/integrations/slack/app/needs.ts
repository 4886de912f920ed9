import type { Access } from "../../../access/authorize.ts";
import type { ApiNeeds } from "../../../intake/api/needs.ts";
import type { Clock } from "../../../ports/clock.ts";

/** What people in Slack need of the rest of Pitcrew. */
export interface SlackNeeds {
  readonly desk: Pick<
    ApiNeeds,
    | "authorize"
    | "ownerOfRun"
    | "ownerOfPlaybook"
    | "playbooks"
    | "plan"
    | "start"
    | "startSuggested"
    | "retry"
    | "send"
    | "get"
    | "list"
    | "brakes"
    | "approvals"
  >;
  readonly access: () => Access;
  readonly clock: Pick<Clock, "now" | "monotonic">;
  /** In which times are written that Slack does not show in each reader's own. */
  readonly zone: () => string;
  readonly onTrouble: (what: string, error: unknown) => void;
}

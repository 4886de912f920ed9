import type { ApiNeeds } from "../intake/api/needs.ts";
import type { Sessions } from "../ports/sessions.ts";

/** What the pages need of the rest of Pitcrew: what chat and the command line go through as well. */
export interface ConsoleNeeds {
  readonly desk: Pick<
    ApiNeeds,
    | "authorize"
    | "ownerOfRun"
    | "get"
    | "list"
    | "history"
    | "approvals"
    | "send"
    | "startSuggested"
    | "retry"
    | "brakes"
    | "unpaged"
    | "health"
  >;
  readonly sessions: Pick<Sessions, "personOf">;
  /** In which times are written. */
  readonly zone: () => string;
  /** Whether one person is all there is. */
  readonly isSolo: () => boolean;
  /** Whether browsers reach us over TLS alone. */
  readonly isSecure: () => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onThrown: (error: unknown) => void;
}

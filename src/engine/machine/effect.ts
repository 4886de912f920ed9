import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Mode } from "../../playbook/format/safety.ts";
import type { ApprovalRequest } from "../../model/approval.ts";
import type { Phase, TaskRef } from "./state.ts";

/** What the machine wants done. It never does anything itself; each answer is a later event. */
export type Effect =
  | Perform
  | AskApproval
  | AskPerson
  | CallPlaybook
  | { readonly is: "withdraw_approval"; readonly step: string }
  | ({ readonly is: "withdraw_question" } & TaskRef)
  | ({ readonly is: "stop_playbook" } & TaskRef)
  | UndoPlaybook
  /** Give up an attempt that is on its way; whatever it still answers is too late. */
  | ({ readonly is: "abort"; readonly phase: Phase; readonly attempt: number } & TaskRef)
  /** A person must say whether an effect took place: the run waits for a `settled` event. */
  | ({ readonly is: "ask_to_settle"; readonly reason: string } & TaskRef)
  /** Page or tell people. `to` is a team, `pagerduty/<service>` or `slack/<channel>`. */
  | { readonly is: "escalate"; readonly to: string; readonly reason: string }
  /** Write below the incident of the run's alert. Without a `service` it is looked for. */
  | { readonly is: "write_note"; readonly text: string; readonly service: string | null }
  /** Send `woke` at this time. Replaces every earlier wake of this run. */
  | { readonly is: "wake"; readonly at: number; readonly reason: string };

/** Use a kind once. `with` has been checked by the kind's own schema. Answered by `performed`. */
export interface Perform extends TaskRef {
  readonly is: "perform";
  readonly phase: Phase;
  readonly attempt: number;
  readonly kind: string;
  readonly with: JsonObject;
  /** The same for every attempt at one effect, so that a repeat cannot count twice. */
  readonly key: string;
  /** When the machine gives this attempt up; for an arrival, when the last look is due. */
  readonly until: number;
  /** Only when a kind takes back its own change: what the change had returned. */
  readonly undoes?: JsonValue;
  /** Only when it is asked whether a change has arrived: what the change had returned. */
  readonly awaits?: JsonValue;
}

/** One card for the whole step. Answered by `voted`, or by nobody until it expires. */
export interface AskApproval {
  readonly is: "ask_approval";
  readonly step: string;
  /** Of the request, which a vote has to name. */
  readonly digest: string;
  /** The same as people read it to each other. */
  readonly plan: string;
  /** All that there is to show. */
  readonly request: ApprovalRequest;
  /** What is no longer as it was when they were asked before, in sentences. */
  readonly changed: readonly string[];
}

/** Answered by `answered`, or by nobody until it expires. */
export interface AskPerson extends TaskRef {
  readonly is: "ask_person";
  readonly question: string;
  readonly of: readonly string[];
  readonly choices?: readonly string[];
  readonly proof?: string;
  readonly expires: number;
}

/** Have the run of a step take its changes back. Answered by `child_undone` with the same wish. */
export interface UndoPlaybook extends TaskRef {
  readonly is: "undo_playbook";
  /** No number is used twice. */
  readonly wish: number;
}

/** Run another playbook inside this run. Answered by `child_ended`. */
export interface CallPlaybook extends TaskRef {
  readonly is: "call_playbook";
  readonly use: string;
  readonly params: JsonObject;
  readonly mode: Mode;
  /** The child spends the parent's time. */
  readonly deadline: number;
  readonly key: string;
}

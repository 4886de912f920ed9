import type { EffectClass } from "./effect-class.ts";
import type { JsonObject } from "./json.ts";

/** What people are asked of a step, what they said, and how it stands. */
export interface Approval {
  /** 1 for the first request of a step, 2 when it had to be asked again, and so on. */
  readonly round: number;
  readonly request: ApprovalRequest;
  /** Of the request. A vote names it, so that it counts for this request and for no other. */
  readonly digest: string;
  readonly votes: readonly Vote[];
  readonly standing: Standing;
  /** When people were asked; not known where that was long ago. */
  readonly askedAt?: number;
  /** Who ended the asking, and when; nobody when the time did. */
  readonly decided: { readonly by: string | null; readonly at: number } | null;
  /** Until when the first effect has to be sent, once it is granted. */
  readonly useBy: number | null;
  /** Why it has to be asked anew, in sentences. */
  readonly changed: readonly string[];
}

/** `replaced`: what was asked no longer holds, and another request follows. */
export type Standing = "waiting" | "granted" | "denied" | "expired" | "withdrawn" | "replaced";

export interface Vote {
  readonly by: string;
  readonly at: number;
  /** Why one person alone had to be enough; null for an ordinary vote. */
  readonly breakGlass: string | null;
}

/**
 * Everything a yes stands for, and all that people see of it: the card is made from this object
 * and from nothing else, and its digest is what they sign.
 */
export interface ApprovalRequest {
  readonly run: string;
  readonly playbook: string;
  readonly version: string;
  /** Of the playbook's content. */
  readonly hash: string;
  readonly step: string;
  readonly round: number;
  /** What the playbook is for. */
  readonly why: string;
  /** In the order in which they are sent; each undo follows what it takes back. */
  readonly effects: readonly PlannedEffect[];
  readonly risk: Risk;
  /** Whether everything that it changes can be taken back. */
  readonly isReversible: boolean;
  /** How it is found out afterwards whether it helped. */
  readonly check: string | null;
  /** People, teams and groups of whom so many must agree. */
  readonly by: readonly string[];
  readonly count: number;
  readonly owner: string;
  /** What happens when nobody answers. */
  readonly onExpire: "escalate" | "stop";
  readonly policy: Policy;
  readonly requester: string | null;
  /** Who wrote or activated this version. */
  readonly hands: readonly string[];
  readonly expires: number;
}

export type Risk = "low" | "medium" | "high";

/** What an effect would do, looked up in the world before anybody is asked about it. */
export interface Foreseen {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly sentence: string;
}

/** What holds for approvals in the environment of the run. */
export interface Policy {
  readonly environment: string;
  readonly selfApproval: SelfApproval;
}

/** Whether people may approve what they asked for themselves. `solo`: there is one person only. */
export type SelfApproval = "never" | "reversible" | "solo";

export interface PlannedEffect {
  readonly item: number;
  readonly phase: "run" | "undo";
  readonly kind: string;
  readonly effect: EffectClass;
  readonly with: JsonObject;
  /** The same for each attempt at it, so that the approval cannot be used for another. */
  readonly key: string;
  readonly targets: readonly string[];
  /** Values before the change without which the approval means nothing. */
  readonly material: JsonObject;
  /** What will happen, in one sentence. */
  readonly sentence: string;
  /** What is there now, and what it would become, where that is known. */
  readonly change: { readonly before: JsonObject; readonly after: JsonObject } | null;
  /** Of everything above that can be told again when it is about to be sent. */
  readonly digest: string;
}

/** An approval as the store keeps it: the text that was signed, and how it stands. */
export interface ApprovalRecord {
  readonly step: string;
  readonly round: number;
  readonly digest: string;
  readonly request: string;
  readonly effects: readonly Pick<PlannedEffect, "item" | "phase" | "key" | "digest">[];
  readonly votes: readonly Vote[];
  /** `used` as soon as something of it may have been sent. */
  readonly standing: Standing | "used";
  readonly expires: number;
  readonly useBy: number | null;
  readonly decidedBy: string | null;
}

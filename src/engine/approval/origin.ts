import type { Policy } from "../../model/approval.ts";

/** Where a run comes from, as far as approvals care. */
export interface Origin {
  /** Of the content of its playbook. */
  readonly hash: string;
  /** The person who asked for it; nobody when an alert or a schedule did. */
  readonly requester: string | null;
  /** Who wrote or activated this version. */
  readonly hands: readonly string[];
  readonly policy: Policy;
  /** A plan that the requester has seen and wants carried out as it is. */
  readonly consent: Consent | null;
}

interface Consent {
  readonly step: string;
  readonly wish: string;
}

/** Of a run that nobody has said anything about: everything is asked of others. */
export const UNKNOWN_ORIGIN: Origin = {
  hash: "",
  requester: null,
  hands: [],
  policy: { environment: "default", selfApproval: "never" },
  consent: null,
};

import type { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Mode } from "../../playbook/format/safety.ts";

/** What came of matching an alert. */
export const MATCH_RESULTS = [
  /** A run was started for it. */
  "started",
  /** A brake says no for now; it is matched again. */
  "held",
  /** A playbook takes it, and cannot run for it. */
  "refused",
  /** Several playbooks take it equally well. */
  "tied",
  "unmatched",
  /** It could not be matched at all: a mistake of ours. */
  "broken",
  /** It was over before anything was started for it. */
  "over",
] as const;

export type MatchResult = (typeof MATCH_RESULTS)[number];

/** Everything that led to a result, as it was at that moment. */
export interface MatchReport {
  readonly status: "firing" | "resolved";
  /** Every playbook that is for alerts of this name. */
  readonly considered: readonly ConsideredPlaybook[];
  /** The rest, by name and version: for alerts of other names, or started by hand only. */
  readonly others: readonly string[];
  readonly chosen: ChosenPlaybook | null;
  readonly tied: readonly string[];
  readonly failure: Pick<Failure, "code" | "message" | "remedy"> | null;
  readonly brake: StartBrake | null;
}

export interface ConsideredPlaybook {
  readonly playbook: string;
  readonly version: string;
  readonly fits: boolean;
  /** What it lost by, when it fits and another was chosen. */
  readonly beatenBy: "constraint" | "priority" | null;
  /** Every line of its match, those that hold too. */
  readonly rules: readonly { readonly holds: boolean; readonly says: string }[];
}

export interface ChosenPlaybook {
  readonly playbook: string;
  readonly version: string;
  readonly params: JsonObject | null;
  readonly modes: EffectiveMode | null;
}

/** How freely the run may act: the lowest of three. */
export interface EffectiveMode {
  readonly effective: Mode;
  readonly asked: Mode;
  readonly policy: Mode;
  readonly earned: Mode;
}

/** Why nothing is started for now. */
export interface StartBrake {
  readonly brake: string;
  /** What was written down or ordered. */
  readonly rule: string;
  readonly values: JsonObject;
  readonly message: string;
  readonly remedy: string;
  /** Null when it is not known when it ends. */
  readonly until: number | null;
  /** Whether a person is to be paged when it lasts too long. */
  readonly pages: boolean;
}

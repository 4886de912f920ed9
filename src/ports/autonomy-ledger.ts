import type { Fact } from "../model/autonomy-fact.ts";
import type { Author } from "./playbook-store.ts";
import type { PinnedPlaybook } from "./run-store.ts";

/**
 * What is on record about how far versions of playbooks can be trusted. It is only ever added to:
 * what runs have shown by the commits that end them, all else as entries of `playbook:<name>`.
 */
export interface AutonomyLedger {
  readonly now: () => Promise<number>;

  /** What bears on all versions of a playbook in one environment, in the order of events. */
  readonly factsOf: (playbook: string, environment: string) => Promise<readonly Fact[]>;

  /** Where anything was learned about a playbook or decided about it, in the order of names. */
  readonly environmentsOf: (playbook: string) => Promise<readonly string[]>;

  readonly record: (version: PinnedPlaybook, finding: Finding, author: Author) => Promise<void>;
}

/** What is found about a version elsewhere than in its runs. A drill counts in every environment. */
export type Finding =
  | { readonly is: "drilled"; readonly drill: string; readonly passed: boolean }
  | { readonly is: "trusted"; readonly environment: string }
  | { readonly is: "demoted"; readonly environment: string; readonly reason: string };

import type { AskApproval } from "../../../src/engine/machine/effect.ts";
import type { Program } from "../../../src/playbook/program.ts";
import type { Intent, IntentOutcome } from "../../../src/ports/run-change.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RecordedEvent, RunRecord } from "../../../src/ports/run-store.ts";
import type { Arrival } from "../oracle/arrival.ts";
import type { Tenure } from "../replica/order.ts";

/**
 * All that is known after an experiment: what the product says it did, and what others saw.
 *
 * Taken when the faults are over and before anybody answers what the runs ask.
 */
export interface History {
  /** What somebody was told is accepted, and what the record made of it. */
  readonly accepted: readonly Accepted[];
  readonly runs: readonly RunHistory[];
  /** The log of the oracle, which knows nothing of the product's record. */
  readonly arrivals: readonly Arrival[];
  readonly faults: readonly FaultFired[];
  readonly faultsEnded: number;
  /** What replicas said of their claims, each in its own order. Who died may have said less. */
  readonly tenures: readonly Tenure[];
  /** Messages of which somebody was told that the run has them. */
  readonly told: readonly NewMessage[];
  /** Processes that ended without anybody having ended them, in words. */
  readonly exits: readonly string[];
}

export interface Accepted {
  /** What was accepted, by a name that is the same however often it was sent. */
  readonly occurrence: string;
  readonly decisions: readonly Decision[];
}

export type Decision =
  | { readonly is: "run"; readonly run: string }
  /** Doubled, shed or held back, and on record as that. */
  | { readonly is: "no_run"; readonly because: string };

export interface RunHistory {
  readonly record: RunRecord;
  readonly program: Program;
  /** The oldest first. */
  readonly events: readonly RecordedEvent[];
  readonly intents: readonly RecordedIntent[];
  /** The cards that were shown to people, the oldest first. */
  readonly asked: readonly RecordedAsk[];
  /** How many must say yes to which step, as whoever wrote the experiment knows it. */
  readonly quorums: Readonly<Record<string, number>>;
}

export type RecordedAsk = Pick<AskApproval, "step" | "digest" | "request">;

export interface RecordedIntent extends Intent {
  readonly outcome: IntentOutcome["outcome"] | null;
}

export interface FaultFired {
  readonly what: string;
  readonly at: number;
}

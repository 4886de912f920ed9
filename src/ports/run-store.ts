import type { ChainedEntry } from "../audit/chain.ts";
import type { ApprovalRecord, ApprovalRequest, Vote } from "../model/approval.ts";
import type { RunEvent, Started } from "../engine/machine/event.ts";
import type { Run, TaskRef } from "../engine/machine/state.ts";
import type { Holder } from "../model/holder.ts";
import type { JsonObject } from "../model/json.ts";
import type { Outcome } from "../model/outcome.ts";
import type { UndoProgress } from "../model/undo-progress.ts";
import type { Mode } from "../playbook/format/safety.ts";
import type { Change, Intent, Outgoing, Recorded, Refused } from "./run-change.ts";
import type { Message, NewMessage, Sent } from "./run-message.ts";

/**
 * The truth about all runs, and who works on which.
 *
 * A worker claims a run, moves it on by appends, and gives it back. One worker has a run at a
 * time; when it dies, its claim lapses and the run can be claimed again. Whoever held an older
 * claim can no longer change anything.
 *
 * Every method is one commit or one read. What may happen is in the result; what is thrown is a
 * store that cannot be reached or a mistake of ours. Times are epoch milliseconds by the clock
 * of the database, never by that of a worker.
 */
export interface RunStore {
  readonly now: () => Promise<number>;

  /** Stores the run with its first event. Creating it again changes nothing. */
  readonly create: (run: NewRun) => Promise<"created" | "exists">;

  /**
   * Takes the most urgent run that is due and free, or this one if it is.
   *
   * Counts the claim before anybody looks inside the run, so that a run which kills whoever
   * opens it is left alone after `CLAIMS_WITHOUT_PROGRESS`, until somebody sends it a message.
   */
  readonly claim: (worker: string, leaseMs: number, run?: string) => Promise<Claimed | undefined>;

  /** Prolongs claims, beside all other traffic. One that is not among the answers is lost. */
  readonly renew: (claims: readonly Claim[], leaseMs: number) => Promise<readonly Renewed[]>;

  /**
   * Moves a run on: all of the change is stored in one commit, or nothing.
   *
   * May be repeated as it is after a throw, when nobody knows whether it was stored: it is
   * stored once. Appends of several runs that are made at the same time share commits.
   */
  readonly append: (claim: Claim, change: Change) => Promise<Appended>;

  /** Gives a run back unchanged, to be claimed at once, or then unless a message comes first. */
  readonly release: (claim: Claim, until?: number) => Promise<void>;

  /**
   * Leaves a message for whoever works on the run, and makes the run due. A run that has ended
   * takes only `undo_asked`, and then any message until that is over.
   */
  readonly send: (message: NewMessage) => Promise<Sent>;

  /**
   * Runs that have been due for at least `graceMs` and that nobody works on, most urgent first.
   *
   * Of those that an earlier claim left as they were, there is only one: it may be what killed
   * whoever opened it, and would take along all that are opened beside it. Left out are runs of
   * a form that this build cannot read, and of the versions with these hashes, which it does not
   * understand.
   */
  readonly due: (
    limit: number,
    graceMs: number,
    strange?: readonly string[],
  ) => Promise<readonly DueRun[]>;

  /** All that have been due for at least so long and that nobody works on, by what they follow. */
  readonly unattended: (graceMs: number) => Promise<readonly Unattended[]>;

  /** For each target the run that waits for it and comes first. */
  readonly waiters: (targets: readonly string[]) => Promise<readonly Waiter[]>;

  readonly get: (run: string) => Promise<RunRecord | undefined>;
  /** Without their state, the newest first. */
  readonly list: (filter: RunFilter, page: Page) => Promise<readonly RunSummary[]>;
  /** The events of a run, all or those after one, the oldest first, linked into their audit chain. */
  readonly history: (run: string, after?: number) => Promise<readonly RecordedEvent[]>;
  /** What waits for people, the oldest first. */
  readonly waitingApprovals: (limit: number) => Promise<readonly WaitingApproval[]>;
  /** Intents without an outcome. */
  readonly openIntents: (run: string) => Promise<readonly Intent[]>;
}

/** After so many claims in a row that brought nothing, a run is no longer claimed. */
export const CLAIMS_WITHOUT_PROGRESS = 3;

/** Exactly which playbook a run follows, for its whole life. */
export interface PinnedPlaybook {
  readonly playbook: string;
  readonly version: string;
  readonly hash: string;
}

export interface NewRun extends PinnedPlaybook {
  /** The run after its first transition. */
  readonly state: Run;
  readonly started: Recorded<Started>;
  readonly outgoing: readonly Outgoing[];
  /** The step that called this run, for a run inside another. */
  readonly parent: ParentTask | null;
  /** A higher one is worked on first. */
  readonly priority: number;
  /** What it asks of people at once. */
  readonly approvals: readonly ApprovalRecord[];
}

export interface ParentTask extends TaskRef {
  readonly run: string;
}

/** The right to change a run. Each append that is stored returns the claim for the next one. */
export interface Claim {
  readonly run: string;
  /** Grows with each claim of the run; a write under an older one is refused. */
  readonly epoch: number;
  /** The number of events that the run had. */
  readonly seq: number;
  /** The latest message that the holder has been given. */
  readonly heard: number;
}

export interface Claimed {
  readonly claim: Claim;
  readonly record: RunRecord;
  /** The first event, while it is the only one: what it wanted stands in no intent yet. */
  readonly first: Started | null;
  /** Not yet part of the state. All of them belong into the next append. */
  readonly messages: readonly Message[];
  /** What an earlier worker set out to do, and of which nobody recorded how it went. */
  readonly openIntents: readonly Intent[];
  /** The time now. Add what has passed since on a monotonic clock. */
  readonly now: number;
}

export interface Renewed {
  readonly run: string;
  /** Of the latest message, which nobody may have told the holder of. */
  readonly wakeSeq: number;
}

export type Appended =
  /** `freed` is what others may have had to wait for, when there is anything. */
  | { readonly is: "stored"; readonly claim: Claim; readonly freed?: readonly string[] }
  /** Another worker has the run. Stop at once, and do not send what has not been sent. */
  | { readonly is: "lost" }
  /** Somebody sent messages meanwhile. Hear them first, then append all of it under this claim. */
  | { readonly is: "news"; readonly claim: Claim; readonly messages: readonly Message[] }
  /** Another holds a target. */
  | { readonly is: "locked"; readonly target: string; readonly by: Holder }
  /** The approval of a step that would be used is too old, or does not stand any more. */
  | { readonly is: "unapproved"; readonly step: string }
  /** Brakes say no to these intents. */
  | { readonly is: "held_back"; readonly refused: readonly Refused[] };

export interface WaitingApproval extends PinnedPlaybook {
  readonly run: string;
  readonly step: string;
  readonly digest: string;
  readonly request: ApprovalRequest;
  readonly votes: readonly Vote[];
  readonly askedAt: number;
}

export interface DueRun {
  readonly run: string;
  readonly wakeSeq: number;
  readonly epoch: number;
  readonly priority: number;
  readonly dueAt: number;
}

export interface Waiter {
  readonly run: string;
  readonly target: string;
}

export interface Unattended extends PinnedPlaybook {
  readonly form: number;
  /** How many there are. */
  readonly runs: number;
}

export interface RunSummary extends PinnedPlaybook {
  readonly id: string;
  readonly mode: Mode;
  readonly params: JsonObject;
  readonly parent: ParentTask | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
  /** Of an ended run, once somebody wanted its changes taken back. */
  readonly undo: UndoProgress | null;
  readonly dueAt: number | null;
  readonly worker: string | null;
  readonly claimsWithoutProgress: number;
  /** In which its state is kept: builds that only know an older one cannot read it. */
  readonly form: number;
}

export interface RunRecord extends RunSummary {
  readonly state: Run;
}

export interface RunFilter {
  readonly playbook?: string;
  /** Of the versions that may be seen. */
  readonly hashes?: readonly string[];
  readonly outcome?: Outcome;
  /** A run whose changes are being taken back goes on. */
  readonly isEnded?: boolean;
  /** Left alone after `CLAIMS_WITHOUT_PROGRESS`. */
  readonly isOrphaned?: boolean;
}

export interface Page {
  readonly limit: number;
  /** The last run of the page before. */
  readonly before?: string;
}

export type RecordedEvent = Recorded<Started | RunEvent> & { readonly entry: ChainedEntry };

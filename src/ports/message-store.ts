import type { Notice } from "../model/notice.ts";
import type { ChatWish } from "./chat-wishes.ts";
import type { Outcome } from "../model/outcome.ts";
import type { UndoProgress } from "../model/undo-progress.ts";

/**
 * What people are to see of runs, and what they see already.
 *
 * A run has news while its record is longer than what was told of it; both stand in the database
 * that keeps runs, so that a change of state and the news of it are one commit. A message is kept
 * as it shall be, and its number grows with each change: however long a chat is away, only the
 * newest is shown once it is back.
 *
 * One process at a time tells; another takes over when it falls silent.
 */
export interface MessageStore {
  /** Takes or keeps the right to tell, for so long. */
  readonly take: (teller: string, forMs: number) => Promise<boolean>;
  /** Runs with news, those that began first at the head. */
  readonly news: (limit: number) => Promise<readonly RunNews[]>;
  /** All of it is stored in one commit, and what was told before stays told. */
  readonly tell: (told: Told) => Promise<void>;
  /** Messages of no single run. */
  readonly want: (messages: readonly Wanted[]) => Promise<void>;
  /** Runs that go on and share this place, in the order in which they began. */
  readonly linesAt: (home: string) => Promise<readonly RunLine[]>;
  /** What is known beside a run, with what else has changed one of these targets. */
  readonly background: (run: string, targets: readonly string[]) => Promise<Background>;
  /** Live runs of which people were told, where more alerts have come in about the same. */
  readonly stillFiring: () => Promise<readonly StillFiring[]>;
  /** How people want to be told, by their accounts; of those who have said so. */
  readonly wishes: () => Promise<ReadonlyMap<string, ChatWish>>;
  /** How many runs are going on in this channel that began in the last so many milliseconds. */
  readonly begunIn: (channel: string, withinMs: number) => Promise<number>;
  /** Calls for a person of late that a chat has something to say about. */
  readonly pages: () => Promise<readonly PageState[]>;
  /**
   * What is not shown as it shall be and has a place to stand, the most urgent first and of these
   * what was wanted first. What is not worth posting any more is dropped, unless nobody knows
   * whether it stands there already.
   */
  readonly unshown: (limit: number) => Promise<readonly Unshown[]>;
  /** Known before it is sent, so that a message whose answer is lost is looked for first. */
  readonly trying: (key: string) => Promise<void>;
  readonly shown: (key: string, shown: Shown) => Promise<void>;
  /** It is posted anew, for where it stood there is nothing. */
  readonly lost: (key: string) => Promise<void>;
  readonly giveUp: (key: string, because: string) => Promise<void>;
}

export interface RunNews {
  readonly run: string;
  /** The number of events that people were told of. */
  readonly told: number;
  readonly beganAt: number;
  /** Where the run is shown; null before anything was told of it. */
  readonly home: string | null;
}

export interface RunLine {
  readonly run: string;
  readonly line: string;
}

/** What those want to know who decide about a run. */
export interface Background {
  /** Those that it was started for, the oldest first. */
  readonly alerts: readonly KnownAlert[];
  /** The latest of other runs that have changed the same, the newest first. */
  readonly earlier: readonly EarlierRun[];
  /** How many have within a day. */
  readonly lately: number;
  /** Another run, or a person, that has one of the targets for itself. */
  readonly heldBy: { readonly who: string; readonly reason: string } | null;
  /** How long runs of its playbook take that fix something; null while nobody knows. */
  readonly usualMs: number | null;
  /** Whether somebody was paged for it. */
  readonly isPaged: boolean;
}

export interface KnownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** As the source says, and only if they are web pages. */
  readonly generatorUrl: string | null;
  readonly senderUrl: string | null;
  readonly closedAt: number | null;
}

export interface EarlierRun {
  readonly run: string;
  readonly playbook: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
  readonly undo: UndoProgress | null;
}

export interface StillFiring {
  readonly run: string;
  readonly home: string;
  readonly channel: string;
  /** Beside the one that it was started for. */
  readonly more: number;
  readonly latestAt: number;
}

export interface Told {
  readonly run: string;
  readonly seq: number;
  readonly home: string;
  readonly channel: string;
  /** The run in one line, for a message that shows many. */
  readonly line: string;
  /** What it has changed so far. */
  readonly targets: readonly string[];
  /** Whether it is over, so that nothing is to be told unless its changes are taken back. */
  readonly isOver: boolean;
  readonly messages: readonly Wanted[];
}

/** A message as it shall be. */
export interface Wanted {
  readonly key: string;
  readonly channel: string;
  /** The key of the message below which it stands. */
  readonly thread: string | null;
  readonly notice: Notice;
  readonly urgency: Urgency;
  /**
   * Whether it is worth posting. What is settled by now is only worth editing where it stands, and
   * what has good news only for a while.
   */
  readonly worth:
    | { readonly is: "always" | "edit" }
    | { readonly is: "until"; readonly at: number };
  /** Whether it may be put together with the one before it in its thread, until that is sent. */
  readonly joins: boolean;
}

/** Somebody waits for it; people should know; it is good to see. */
export type Urgency = 0 | 1 | 2;

export interface Unshown extends Omit<Wanted, "worth" | "joins"> {
  /** Grows with each change of the notice. */
  readonly revision: number;
  readonly posted: { readonly channel: string; readonly id: string } | null;
  /** The first message of its thread, null while that is not posted. */
  readonly below: { readonly channel: string; readonly id: string } | null;
  readonly isWorthPosting: boolean;
  /** When a post was tried whose answer nobody knows. */
  readonly triedAt: number | null;
}

export interface Shown {
  readonly revision: number;
  readonly channel: string;
  readonly id: string;
}

/** A call for a person, and how far it came. */
export interface PageState {
  readonly id: number;
  /** For a run that handed over, an alert that nothing took up, a run without an end, a person's wish. */
  readonly kind: "escalate" | "page_for_alert" | "no_verdict" | "page_asked";
  /** A team, `pagerduty/<service>` or `slack/<channel>`; null when nobody is named. */
  readonly to: string | null;
  readonly reason: string | null;
  /** Who has asked for it; null when nobody did. */
  readonly by: string | null;
  /** The run's playbook, or the alert's name. */
  readonly about: string;
  /** Why nobody was reached so far; null when it was not tried or worked. */
  readonly trouble: string | null;
  readonly isPaged: boolean;
  readonly isSettled: boolean;
}

import type { RedisAnswer } from "./redis-answer.ts";

export type JobState =
  | "waiting"
  | "active"
  | "delayed"
  | "prioritized"
  | "waiting-children"
  | "failed"
  | "completed";

/** Looks at the queues of one connection, and moves failed jobs. `no_such_queue` keeps a typing error from looking like calm. */
export interface JobQueues {
  readonly stats: (queue: string, signal: AbortSignal) => Promise<QueueAnswer<QueueStats>>;
  readonly jobs: (
    queue: string,
    wanted: WantedJobs,
    signal: AbortSignal,
  ) => Promise<QueueAnswer<JobsSeen>>;
  /** How each job stands now; changes nothing. */
  readonly inspect: (
    queue: string,
    jobs: readonly FailedJob[],
    signal: AbortSignal,
  ) => Promise<QueueAnswer<readonly JobFate[]>>;
  /** Moves jobs that still stand as they were seen. Repeated for the same effect, it answers the same. */
  readonly move: (
    queue: string,
    jobs: readonly FailedJob[],
    move: JobMove,
    effect: string,
    signal: AbortSignal,
  ) => Promise<QueueAnswer<readonly JobFate[]>>;
  /** Answers whether it was paused before this effect, in whichever try of it. */
  readonly setPaused: (
    queue: string,
    isPaused: boolean,
    effect: string,
    signal: AbortSignal,
  ) => Promise<QueueAnswer<boolean>>;
}

export type QueueAnswer<Value> = RedisAnswer<Value> | { readonly is: "no_such_queue" };

/** `to_work`: tried again. `to_quarantine`: into the queue beside it, where nobody works. `from_quarantine`: back. */
export type JobMove = "to_work" | "to_quarantine" | "from_quarantine";

export interface FailedJob {
  readonly id: string;
  /** Epoch milliseconds; a job that failed again since has another one. */
  readonly failedAt: number;
}

/** `tied`: it belongs to a flow of jobs that would lose it. `occupied`: another job of this id is where it should go. */
export type JobFate = "as_seen" | "moved" | "changed" | "gone" | "tied" | "occupied";

export interface QueueStats {
  readonly counts: Readonly<Record<JobState, number>>;
  readonly isPaused: boolean;
  /** Left out where Redis does not tell who is connected. */
  readonly workers?: number;
  /** Of the job that is next in line; left out when none waits. */
  readonly oldestWaitingSeconds?: number;
  /** Active jobs whose worker no longer renews its hold on them. */
  readonly stalled: number;
  /** Of the newest failed jobs, the most frequent reason first. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly example: string;
  }[];
  readonly failedLookedAt: number;
  /** Left out when no worker keeps metrics. */
  readonly completedPerMinute?: number;
}

export interface WantedJobs {
  readonly state: JobState;
  readonly reason?: string;
  /** Tries that ended in the same way as the last one, that one included. */
  readonly failedAlike: number;
  readonly max: number;
  readonly lookAtMost: number;
}

export interface JobsSeen {
  readonly jobs: readonly SeenJob[];
  readonly lookedAt: number;
  readonly isComplete: boolean;
}

export interface SeenJob {
  readonly id: string;
  readonly name: string;
  readonly attempts: number;
  /** How often it was taken from a worker that no longer answered for it. */
  readonly stalled: number;
  readonly ageSeconds: number;
  readonly failedAt?: number;
  readonly reason?: string;
  readonly failedAlike: number;
  /** Names of the data's fields; the values stay where they are. */
  readonly dataFields: readonly string[];
  readonly dataBytes: number;
}

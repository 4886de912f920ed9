import type { EffectClass } from "../../model/effect-class.ts";
import type { Failure } from "../../model/failure.ts";
import { HIDDEN } from "../../model/secret-forms.ts";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Commands } from "../../ports/command.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import type { JobQueues } from "../../ports/job-queue.ts";
import type { KeyStore } from "../../ports/key-store.ts";
import type { LockStore } from "../../ports/lock-store.ts";
import type { LogSource } from "../../ports/log-source.ts";
import type { MetricsSource } from "../../ports/metrics-source.ts";
import type { SqlDatabase } from "../../ports/sql-database.ts";
import type { Silences } from "../../ports/silences.ts";
import type { Tickets } from "../../ports/tickets.ts";
import { type Attempt, failed, type StepResult } from "../../steps/step-kind.ts";
import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { leavesOpen } from "../machine/task/retry.ts";
import type { Called } from "./called-kind.ts";
import { acceptOutput } from "./output.ts";

/** What all kinds together need of the outside. */
export interface Needs {
  readonly cluster: (connection: string) => Cluster;
  readonly commands: (connection: string) => Commands;
  readonly http: (connection: string) => HttpCaller;
  readonly keys: (connection: string) => KeyStore;
  readonly locks: (connection: string) => LockStore;
  readonly logs: (connection: string) => LogSource;
  readonly metrics: (connection: string) => MetricsSource;
  readonly queues: (connection: string) => JobQueues;
  readonly silences: (connection: string) => Silences;
  readonly sql: (connection: string) => SqlDatabase;
  readonly tickets: (connection: string) => Tickets;
}

export interface Performance {
  readonly run: string;
  readonly effect: Perform;
  readonly called: Called;
  readonly needs: Needs;
  readonly signal: AbortSignal;
  readonly onThrown: (error: unknown) => void;
}

/** Uses a kind once. Whatever it does, there is an answer, unless it never gives one. */
export async function perform(performance: Performance): Promise<PerformResult> {
  const { effect, called, signal, onThrown } = performance;
  try {
    if (effect.phase === "plan") return await foresee(performance);
    const result = await use(performance);
    if (!result.ok) return judgeFailure(called.effect, result.failure);
    return acceptOutput(effect.kind, result.output);
  } catch (error) {
    onThrown(error);
    return judgeFailure(called.effect, signal.aborted ? tooSlow(effect) : brokeOff(effect, error));
  }
}

/** Looks up what the effect would do, and changes nothing. */
async function foresee({ effect, called, needs, signal }: Performance): Promise<PerformResult> {
  const planned = await called.kind.plan(effect.with, needs, signal);
  if (!planned.ok) return { is: "failed", failure: planned.failure };
  return acceptOutput(effect.kind, planned.plan);
}

async function use(performance: Performance): Promise<StepResult<unknown>> {
  const { effect, called, needs, signal } = performance;
  const { kind } = called;
  const attempt = attemptOf(performance);
  if (effect.undoes === undefined) return kind.run(effect.with, needs, attempt, signal);
  if (kind.undo.is !== "possible") throw new RangeError(`${effect.kind} has no undo of its own`);
  if (JSON.stringify(effect.undoes).includes(HIDDEN)) return failed(beforeWasSecret(effect));
  return kind.undo.run(effect.with, effect.undoes, needs, attempt, signal);
}

export function attemptOf({ run, effect }: Pick<Performance, "run" | "effect">): Attempt {
  const { step, key, attempt: number } = effect;
  return { run, step, key, number };
}

/**
 * A `once` effect has failed only if it surely did not take place, or was plainly refused. A
 * failure that asks for a repeat says neither, and a repeat is what nobody may do here.
 */
function judgeFailure(effect: EffectClass, failure: Failure): PerformResult {
  return effect === "once" && leavesOpen(failure)
    ? { is: "in_doubt", reason: failure.message }
    : { is: "failed", failure };
}

function tooSlow({ step }: Perform): Failure {
  return {
    code: "E303",
    message: `"${step}" was stopped before it answered`,
    remedy: "Look at the system behind it before trying again.",
    retry: "later",
  };
}

/** What was there before is known to nobody, so it cannot be put back. */
function beforeWasSecret({ step }: Perform): Failure {
  return {
    code: "E360",
    message: `"${step}" cannot be taken back: a secret stood in what was there before, and secrets are not kept`,
    remedy: "Take it back by hand, with the secret from where it is kept.",
    retry: "never",
  };
}

function brokeOff({ step, kind }: Perform, error: unknown): Failure {
  return {
    code: "E307",
    message: `"${step}" broke off: ${kind} did not say what came of it`,
    remedy: "Read the detail of this failure. If it happens again, report it.",
    detail: String(error instanceof Error ? error.stack : error).slice(0, 2_000),
    retry: "later",
  };
}

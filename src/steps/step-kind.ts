import type { z } from "zod";
import type { EffectClass } from "../model/effect-class.ts";
import type { Failure } from "../model/failure.ts";
import type { JsonValue } from "../model/json.ts";
import type { Loss } from "../model/loss.ts";

/** The canonical id of something a step changes, such as `k8s/prod/shop/deployment/cart`. */
export type TargetId = string;

/** What a step knows about the try it is part of. */
export interface Attempt {
  readonly run: string;
  readonly step: string;
  /** The same for every try of one effect, so that the outside can tell a repeat from a new wish. */
  readonly key: string;
  readonly number: number;
}

export interface Succeeded<Output> {
  readonly ok: true;
  readonly output: Output;
  /** One sentence for the thread: what was done, with numbers. */
  readonly summary: string;
}

export type StepResult<Output> =
  | Succeeded<Output>
  | { readonly ok: false; readonly failure: Failure };

/** What a step would do, read from the world without changing it. */
export interface Plan {
  /** Values before the change; those named in `material` are part of what is approved. */
  readonly before: Readonly<Record<string, JsonValue>>;
  readonly after: Readonly<Record<string, JsonValue>>;
  /** "Scale deployment shop/cart from 8 to 14 pods." */
  readonly sentence: string;
}

export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly failure: Failure };

/** What a change would do to the size and the service of what it changes. */
export interface Weight {
  /** Null when it is not about how many there are. */
  readonly size: { readonly before: number; readonly after: number } | null;
  readonly losses: readonly Loss[];
}

export type Weighed =
  | { readonly ok: true; readonly weight: Weight }
  | { readonly ok: false; readonly failure: Failure };

/**
 * Whether an effect that was submitted has arrived. Asked again and again by the engine, until the
 * step's time-out. A failure that may pass says nothing about the effect, and is asked past.
 */
export type Settled<Output> =
  | { readonly is: "settled"; readonly output: Output; readonly summary: string }
  | { readonly is: "pending"; readonly progress: string }
  | { readonly is: "failed"; readonly failure: Failure };

/** Whether an effect took place, asked after a crash between the effect and its record. */
export type Probed<Output> =
  | { readonly is: "happened"; readonly output: Output; readonly summary: string }
  | { readonly is: "not_happened" }
  | { readonly is: "unknown"; readonly reason: string };

/** Why there is no undo, or how it is done. */
export type Undo<Params, Output, Needs> =
  | { readonly is: "impossible"; readonly because: string }
  | { readonly is: "unneeded" }
  | {
      readonly is: "possible";
      describe(params: Params, output: Output): string;
      /** Compare-and-set against the state that `run` left behind; refuses when somebody changed it since. */
      run(
        params: Params,
        output: Output,
        needs: Needs,
        attempt: Attempt,
        signal: AbortSignal,
      ): Promise<StepResult<Output>>;
    };

/**
 * What everybody knows of a kind: the checker, the docs, the editor, the plan.
 *
 * What takes params is written as a method and not as a function property, because only then
 * may `AnyKind` forget their type.
 */
export interface KindFacts<Params, Output> {
  readonly kind: string;
  /** Raised when the meaning of params or output changes; part of a playbook's identity. */
  readonly major: number;
  readonly summary: string;
  readonly effect: EffectClass;
  /**
   * Where the connection says that a repeat does no harm, because the other side knows it by the
   * attempt's key or a program is of that sort, a `once` effect is `idempotent`. The param
   * `connection` names it.
   */
  readonly keyed?: true;
  readonly params: z.ZodType<Params>;
  readonly output: z.ZodType<Output>;
  /** How long one try may take when the playbook does not say. */
  readonly timeout: string;
  /** A `with` block that is valid, for docs, `pitcrew new` and tests. */
  readonly example: Readonly<Record<string, JsonValue>>;
  /** What will happen, in one sentence without a full stop, for the plan and the approval card. */
  describe(params: Params): string;
}

/**
 * A kind that steers the run itself or tells people. The engine carries it out; it touches no system.
 */
export interface ControlKind<Params, Output> extends KindFacts<Params, Output> {
  readonly carrier: "engine";
}

/**
 * A kind that reads or changes the world: everything Pitcrew knows about it, in one file.
 *
 * The engine, the checker, the plan, the approval card, the docs and the editor's completion are
 * all made from these members, so a new kind is a new file and one line in the registry.
 */
export interface StepKind<Params, Output, Needs> extends KindFacts<Params, Output> {
  readonly carrier: "step";
  /** What one step with these parameters would change, empty for a read. */
  targets(params: Params): readonly TargetId[];
  /** Names of the before-values without which an approval means nothing; others may drift. */
  readonly material: readonly string[];
  plan(params: Params, needs: Needs, signal: AbortSignal): Promise<PlanResult>;
  /** Read right before it is sent, for brakes. A kind without it takes nothing out of service. */
  weigh?(params: Params, needs: Needs, signal: AbortSignal): Promise<Weighed>;
  /** Submits and returns; waiting for the effect is the engine's work, through `settled`. */
  run(
    params: Params,
    needs: Needs,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<StepResult<Output>>;
  /** Given what `run` returned. What it returns itself when settled is the step's output. */
  settled?(
    params: Params,
    output: Output,
    needs: Needs,
    signal: AbortSignal,
  ): Promise<Settled<Output>>;
  probe?(
    params: Params,
    needs: Needs,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<Probed<Output>>;
  /** Of a `once` kind: who can tell whether it took effect when no answer came, and if not, why. */
  readonly inDoubt?: string;
  readonly undo: Undo<Params, Output, Needs>;
  /**
   * What it changes is for the time of the run alone, so it is taken back however the run ends,
   * unless the playbook says `undo: none`.
   */
  readonly temporary?: true;
}

/**
 * A kind whose types nobody needs to know. Params reach it only through its own schema,
 * which is what makes forgetting their type here safe.
 */
export type AnyKind = ControlKind<unknown, unknown> | StepKind<unknown, unknown, unknown>;

/** The kinds a checker or an engine can use, by name. */
export type Kinds = ReadonlyMap<string, AnyKind>;

export function succeeded<Output>(output: Output, summary: string): Succeeded<Output> {
  return { ok: true, output, summary };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

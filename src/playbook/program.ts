import type { Expression } from "../expr/expression.ts";
import type { Tree } from "../expr/fill.ts";
import { milliseconds } from "../model/duration.ts";
import { isLooser, type EffectClass } from "../model/effect-class.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { JsonObject } from "../model/json.ts";
import type { AnyKind, Kinds } from "../steps/step-kind.ts";
import { effectOf } from "../steps/effect-of.ts";
import { compileInto, type CompileAt } from "./compile-at.ts";
import type { Playbook } from "./format/playbook.ts";
import type { Step, UndoStep, Verify } from "./format/step.ts";
import { pollOf, type Poll } from "./poll.ts";
import { scopesOf, type Scopes } from "./scopes.ts";
import { stepsOf, type PlacedStep } from "./steps-of.ts";

/** A playbook with every expression compiled, so that running it parses nothing. */
export interface Program {
  readonly playbook: Playbook;
  /** By id, those of `on_failure` lists included. */
  readonly steps: ReadonlyMap<string, ProgramStep>;
  readonly lock: Tree | undefined;
  readonly guard: Expression | undefined;
  readonly outputs: ReadonlyMap<string, Tree>;
}

export interface ProgramStep {
  readonly step: Step;
  readonly kind: AnyKind;
  /** The kind's own class, or the stricter one that the playbook asks for. */
  readonly effect: EffectClass;
  readonly with: Tree;
  readonly when: Expression | undefined;
  readonly items: Expression | undefined;
  readonly approveWhen: Expression | undefined;
  readonly retryOn: Expression | undefined;
  readonly verify: ProgramVerify | undefined;
  /** The step that takes this one back, when the playbook names one. */
  readonly undo: ProgramCall | undefined;
  /** What a `wait_until` polls; its params are the step's own `with.with`. */
  readonly poll: { readonly kind: AnyKind; readonly that: Expression } | undefined;
}

interface ProgramCall {
  readonly kind: AnyKind;
  readonly with: Tree;
}

export interface ProgramVerify extends ProgramCall {
  readonly that: Expression;
  /** In milliseconds, as are the next two. */
  readonly every: number;
  readonly within: number;
  readonly hold: number;
}

/** Whether a connection's other side tells a repeat from a new wish by its key. */
export type HonoursKey = (connection: string, given: JsonObject) => boolean;

export type CompiledProgram =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Compiles what `stepsOf` lists, and names every expression that is wrong.
 *
 * A step of an unknown kind makes it fail without a problem of its own: the checker reports
 * kinds in its own words, and expressions beside it are worth naming all the same. It also hands
 * in its own `scopes`, so that they are built once.
 */
export function compileProgram(
  playbook: Playbook,
  kinds: Kinds,
  honoursKey: HonoursKey,
  scopes = scopesOf(playbook, kinds),
): CompiledProgram {
  const problems: Problem[] = [];
  const compile = compileInto(problems);

  const steps = new Map<string, ProgramStep>();
  const placed = [...stepsOf(playbook)];
  for (const place of placed) {
    const compiled = compileStep(place, { compile, scopes, kinds, honoursKey });
    if (compiled !== undefined) steps.set(place.step.id, compiled);
  }
  const { lock, guard } = compileSafety(playbook, scopes, compile);
  const outputs = compileOutputs(playbook, scopes, compile);

  if (problems.length > 0 || steps.size < placed.length) return { ok: false, problems };
  return { ok: true, program: { playbook, steps, lock, guard, outputs } };
}

interface Tools {
  readonly compile: CompileAt;
  readonly scopes: Scopes;
  readonly kinds: Kinds;
  readonly honoursKey: HonoursKey;
}

function compileStep({ step, at }: PlacedStep, tools: Tools): ProgramStep | undefined {
  const { compile, scopes, kinds } = tools;
  const kind = kinds.get(step.kind);
  const once = scopes.step(step.id);
  const expressions = {
    when: compile.condition(step.when, once, [...at, "when"]),
    items: compile.list(step.foreach?.items, once, [...at, "foreach", "items"]),
    approveWhen: compile.condition(step.approve?.when, once, [...at, "approve", "when"]),
    retryOn: compile.condition(step.retry?.on, scopes.retry(step.id), [...at, "retry", "on"]),
  };
  const filled = compile.tree(step.with, scopes.foreachItem(step.id), [...at, "with"]);
  const calls = compileCalls(step, at, tools);
  if (kind === undefined || filled === undefined || calls === undefined) return undefined;
  return {
    step,
    kind,
    effect: tightened(effectOf(kind, step.with, tools.honoursKey), step.effect),
    with: filled,
    ...expressions,
    ...calls,
  };
}

/** What a step calls besides its own kind. Fails when one is named but cannot be called. */
function compileCalls(
  step: Step,
  at: Path,
  tools: Tools,
): Pick<ProgramStep, "verify" | "undo" | "poll"> | undefined {
  const verify = typeof step.verify === "object" ? step.verify : undefined;
  const undo = typeof step.undo === "object" ? step.undo : undefined;
  const poll = pollOf(step);

  const calls = {
    verify: verify && compileVerify(verify, step, [...at, "verify"], tools),
    undo: undo && compileCall(undo, step, [...at, "undo"], tools),
    poll: poll && compilePoll(poll, step, [...at, "with"], tools),
  };
  const whole =
    isDefined(verify) === isDefined(calls.verify) &&
    isDefined(undo) === isDefined(calls.undo) &&
    isDefined(poll) === isDefined(calls.poll);
  return whole ? calls : undefined;
}

function compileVerify(
  verify: Verify,
  step: Step,
  at: Path,
  tools: Tools,
): ProgramVerify | undefined {
  const call = compileCall(verify, step, at, tools);
  const scope = tools.scopes.verify(step.id);
  const that = tools.compile.condition(verify.that, scope, [...at, "that"]);
  if (call === undefined || that === undefined) return undefined;
  const every = milliseconds(verify.every);
  const within = milliseconds(verify.within);
  return { ...call, that, every, within, hold: milliseconds(verify.hold) };
}

function compileCall(
  call: Pick<Verify | UndoStep, "kind" | "with">,
  { id }: Step,
  at: Path,
  { compile, scopes, kinds }: Tools,
): ProgramCall | undefined {
  const kind = kinds.get(call.kind);
  const filled = compile.tree(call.with, scopes.foreachItem(id), [...at, "with"]);
  return kind === undefined || filled === undefined ? undefined : { kind, with: filled };
}

function compilePoll(poll: Poll, { id }: Step, at: Path, { compile, scopes, kinds }: Tools) {
  const kind = kinds.get(poll.kind);
  const that = compile.condition(poll.that, scopes.poll(id), [...at, "that"]);
  return kind === undefined || that === undefined ? undefined : { kind, that };
}

function isDefined(part: unknown): boolean {
  return part !== undefined;
}

function tightened(kind: EffectClass, asked: EffectClass | undefined): EffectClass {
  return asked === undefined || isLooser(asked, kind) ? kind : asked;
}

function compileSafety({ safety }: Playbook, scopes: Scopes, compile: CompileAt) {
  const { lock, guard } = safety ?? {};
  return {
    lock: lock === undefined ? undefined : compile.tree(lock, scopes.lock, ["safety", "lock"]),
    guard: compile.condition(guard?.that, scopes.guard, ["safety", "guard", "that"]),
  };
}

function compileOutputs(
  { outputs }: Playbook,
  scopes: Scopes,
  compile: CompileAt,
): ReadonlyMap<string, Tree> {
  const compiled = new Map<string, Tree>();
  for (const [name, value] of Object.entries(outputs)) {
    const tree = compile.tree(value, scopes.outputs, ["outputs", name]);
    if (tree !== undefined) compiled.set(name, tree);
  }
  return compiled;
}

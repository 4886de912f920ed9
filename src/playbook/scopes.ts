import type { Scope } from "../expr/expression.ts";
import { createScope } from "../expr/scope.ts";
import { shapeOf } from "../model/shape-of.ts";
import { ANY, ID, INT, NAME, NUMBER, object, TEXT, type Shape } from "../model/shape.ts";
import type { Kinds } from "../steps/step-kind.ts";
import type { Playbook } from "./format/playbook.ts";
import type { Step } from "./format/step.ts";
import { paramShape } from "./param-shape.ts";
import { pollOf } from "./poll.ts";
import { stepsOf } from "./steps-of.ts";

/**
 * Which names an expression may use, for each place of a playbook where one may stand.
 *
 * All steps are in scope everywhere, because whether a step surely ran is a question of the
 * flow, not of names.
 */
export interface Scopes {
  /** What is decided once for the whole step: `when`, `foreach.items`, `approve.when`. */
  readonly step: (id: string) => Scope;
  /** What is done, per item of a `foreach` with `item`: `with`, also that of verify and undo. */
  readonly foreachItem: (id: string) => Scope;
  /** `verify.that`, with `before` and `after`. */
  readonly verify: (id: string) => Scope;
  /** `retry.on`, with `error`. */
  readonly retry: (id: string) => Scope;
  /** The `that` of a `wait_until`, with `now`: what the polled kind said last. */
  readonly poll: (id: string) => Scope;
  /** `safety.lock`, which is taken before the first step. */
  readonly lock: Scope;
  /** `safety.guard.that`: only `value`, the number that its query gave. */
  readonly guard: Scope;
  readonly outputs: Scope;
}

/** How far a step has come, as expressions see it in `steps.<id>.status`. */
const STEP_STATUSES = ["waiting", "running", "done", "skipped", "failed", "stopped"] as const;

export type StepStatus = (typeof STEP_STATUSES)[number];

const RUN = object({ id: NAME, started: ID, playbook: NAME, version: NAME });
const ERROR = object({ code: NAME, message: TEXT });
const STATUS: Shape = { is: "text", sort: "choice", of: STEP_STATUSES };

export function scopesOf(playbook: Playbook, kinds: Kinds): Scopes {
  const lock = createScope({ params: paramsShape(playbook), run: RUN });
  const everywhere = lock.with({ steps: stepsShape(playbook, kinds) });
  const steps = new Map([...stepsOf(playbook)].map(({ step }) => [step.id, step]));
  const inside = (id: string): Scope => {
    const step = steps.get(id);
    return step === undefined ? everywhere : withItem(everywhere, step);
  };
  const outputOf = (kind: string | undefined): Shape => outputShape(kinds, kind);

  return {
    step: () => everywhere,
    foreachItem: inside,
    verify: (id) => {
      const seen = outputOf(verifyKind(steps.get(id)));
      return inside(id).with({ before: seen, after: seen });
    },
    retry: (id) => inside(id).with({ error: ERROR }),
    poll: (id) => {
      const step = steps.get(id);
      const poll = step === undefined ? undefined : pollOf(step);
      return inside(id).with({ now: outputOf(poll?.kind) });
    },
    lock,
    guard: createScope({ value: NUMBER }),
    outputs: everywhere,
  };
}

function paramsShape({ params }: Playbook): Shape {
  const fields = Object.entries(params).map(([name, param]) => [name, paramShape(param)] as const);
  return object(Object.fromEntries(fields));
}

function stepsShape(playbook: Playbook, kinds: Kinds): Shape {
  const fields: Record<string, Shape> = {};
  for (const { step } of stepsOf(playbook)) {
    // An id that stands twice is reported as such; the first step keeps its outputs.
    fields[step.id] ??= object(
      { status: STATUS, outputs: stepOutputs(step, kinds), error: ERROR },
      ["error"],
    );
  }
  return object(fields);
}

function stepOutputs(step: Step, kinds: Kinds): Shape {
  const output = outputShape(kinds, step.kind);
  if (step.foreach === undefined) return output;
  return object({ items: { is: "list", of: output }, done: INT, failed: INT });
}

/** An unknown kind is reported at its own place; here it shall not cause a second complaint. */
function outputShape(kinds: Kinds, name: string | undefined): Shape {
  const kind = name === undefined ? undefined : kinds.get(name);
  return kind === undefined ? ANY : shapeOf(kind.output);
}

function withItem(scope: Scope, step: Step): Scope {
  if (step.foreach === undefined) return scope;
  return scope.with({ item: itemShape(scope, step.foreach.items) });
}

/** The same courtesy for `items` that do not compile or are no list: they are reported once. */
function itemShape(scope: Scope, items: string): Shape {
  const compiled = scope.compile(items);
  if (!compiled.ok) return ANY;
  const { shape } = compiled.expression;
  return shape.is === "list" ? shape.of : ANY;
}

function verifyKind(step: Step | undefined): string | undefined {
  return typeof step?.verify === "object" ? step.verify.kind : undefined;
}

import { compileTree } from "../../expr/fill.ts";
import { ran } from "../../expr/presence.ts";
import type { Expression, Facts, Scope } from "../../expr/expression.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { pollOf } from "../../playbook/poll.ts";
import type { Scopes } from "../../playbook/scopes.ts";
import { type PlacedStep, stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { surelyIn } from "../surely.ts";
import { error } from "./rule.ts";

/**
 * A value is used only where it surely exists.
 *
 * Only `outputs` is left out: there, what did not run is empty by promise.
 */
export function* flow({ playbook, scopes }: Subject): Generator<Problem> {
  const surely = surelyIn(playbook, scopes);
  for (const placed of stepsOf(playbook)) {
    const { id } = placed.step;
    const before = surely.before(id);
    const inside = surely.inside(id);
    yield* bare(placed.step.when, scopes.step(id), before, [...placed.at, "when"]);
    yield* insideStep(placed, scopes, inside);
  }
}

function* insideStep({ step, at }: PlacedStep, scopes: Scopes, known: Facts): Generator<Problem> {
  const { id, foreach, approve, retry, verify, undo } = step;
  const once = scopes.step(id);
  const item = scopes.foreachItem(id);
  yield* bare(foreach?.items, once, known, [...at, "foreach", "items"]);
  yield* bare(approve?.when, once, known, [...at, "approve", "when"]);
  yield* bare(retry?.on, scopes.retry(id), known, [...at, "retry", "on"]);
  yield* holes(step.with, item, known, [...at, "with"]);
  yield* bare(pollOf(step)?.that, scopes.poll(id), known, [...at, "with", "that"]);
  if (typeof verify === "object") {
    yield* holes(verify.with, item, known, [...at, "verify", "with"]);
    yield* bare(verify.that, scopes.verify(id), known, [...at, "verify", "that"]);
  }
  if (typeof undo === "object") {
    yield* holes(undo.with, item, new Set([...known, ran(id)]), [...at, "undo", "with"]);
  }
}

function* bare(
  source: string | undefined,
  scope: Scope,
  known: Facts,
  at: Path,
): Generator<Problem> {
  if (source === undefined) return;
  const compiled = scope.compile(source);
  if (compiled.ok) yield* missing(compiled.expression, known, at, 0);
}

function* holes(value: JsonValue, scope: Scope, known: Facts, at: Path): Generator<Problem> {
  const compiled = compileTree(value, scope);
  if (!compiled.ok) return;
  for (const { at: inside, template } of compiled.tree.templates) {
    for (const { expression, span } of template.holes) {
      const start = template.source.indexOf(expression.source, span.start);
      yield* missing(expression, known, [...at, ...inside], start);
    }
  }
}

function* missing(
  expression: Expression,
  known: Facts,
  at: Path,
  offset: number,
): Generator<Problem> {
  for (const { path, guard, span } of expression.unguarded(known)) {
    yield error({
      code: "E206",
      at,
      span: { start: span.start + offset, end: span.end + offset },
      message: `${path} may be missing here`,
      fix: guardLine(expression, guard, at),
    });
  }
}

/** In a condition the guard can stand in front; around a value it goes into the step's `when`. */
function guardLine({ source }: Expression, guard: string, at: Path): string {
  const field = at.at(-1);
  const isCondition = field === "when" || field === "that" || field === "on";
  return isCondition ? `${field}: ${guard} && (${source.trim()})` : `when: ${guard}`;
}

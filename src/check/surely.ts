import type { Facts } from "../expr/expression.ts";
import { ran } from "../expr/presence.ts";
import { type Block, isParallel, type Step } from "../playbook/format/step.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import type { Scopes } from "../playbook/scopes.ts";
import { stepsOf } from "../playbook/steps-of.ts";

/** What is certain at each step whatever the run has met before it, such as `ran("look")`. */
export interface Surely {
  /** When the engine decides whether to start the step. */
  readonly before: (id: string) => Facts;
  /** Once it has started, so that its own `when` holds as well. */
  readonly inside: (id: string) => Facts;
}

export function surelyIn(playbook: Playbook, scopes: Scopes): Surely {
  const byWhen = new Map<string, Facts>();
  for (const { step } of stepsOf(playbook)) byWhen.set(step.id, impliedByWhen(step, scopes));
  const before = new Map<string, Facts>();
  let known: Facts = new Set();
  for (const block of playbook.steps) {
    for (const [id, facts] of enterBlock(block, known, byWhen)) before.set(id, facts);
    known = union(known, leaveBlock(block, byWhen));
  }
  const at = (id: string) => before.get(id) ?? new Set<string>();
  return { before: at, inside: (id) => union(at(id), closed(byWhen.get(id) ?? [], byWhen)) };
}

function impliedByWhen({ id, when }: Step, scopes: Scopes): Facts {
  if (when === undefined) return new Set();
  const compiled = scopes.step(id).compile(when);
  return compiled.ok ? compiled.expression.implies : new Set();
}

type ByWhen = ReadonlyMap<string, Facts>;

function* enterBlock(block: Block, known: Facts, byWhen: ByWhen): Generator<[string, Facts]> {
  const branches = isParallel(block) ? block.parallel : [block];
  for (const step of branches) {
    const needed = branches.filter((other) => step.needs?.includes(other.id));
    const facts = union(known, closed(needed.flatMap(surelyRuns), byWhen));
    yield [step.id, facts];
    yield* enterRescues(step, union(facts, closed(byWhen.get(step.id) ?? [], byWhen)), byWhen);
  }
}

function* enterRescues(step: Step, known: Facts, byWhen: ByWhen): Generator<[string, Facts]> {
  if (typeof step.on_failure === "string") return;
  let facts = known;
  for (const rescue of step.on_failure) {
    yield [rescue.id, facts];
    facts = union(facts, closed(surelyRuns(rescue), byWhen));
  }
}

function leaveBlock(block: Block, byWhen: ByWhen): Facts {
  const steps = isParallel(block) ? block.parallel : [block];
  return closed(steps.flatMap(surelyRuns), byWhen);
}

/** A step that may be skipped, or whose failure the run survives, has no certain result. */
function surelyRuns(step: Step): readonly string[] {
  return step.when === undefined && step.on_failure === "escalate" ? [ran(step.id)] : [];
}

/** A step that ran had a `when` that held, so whatever that says is certain too. */
function closed(facts: Iterable<string>, byWhen: ByWhen): Facts {
  const all = new Set<string>();
  const add = (fact: string): void => {
    if (all.has(fact)) return;
    all.add(fact);
    const id = /^ran\("(.+)"\)$/.exec(fact)?.[1];
    for (const implied of byWhen.get(id ?? "") ?? []) add(implied);
  };
  for (const fact of facts) add(fact);
  return all;
}

function union(one: Facts, other: Facts): Facts {
  return new Set([...one, ...other]);
}

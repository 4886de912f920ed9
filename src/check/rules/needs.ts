import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { isParallel, type Step } from "../../playbook/format/step.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { error } from "./rule.ts";

/** `needs` orders the branches of one `parallel` block, and only those. */
export function* needs({ playbook }: Subject): Generator<Problem> {
  for (const { step, at, siblings } of stepsOf(playbook)) {
    for (const [index, need] of (step.needs ?? []).entries()) {
      const problem = wrongNeed(step, need, siblings, [...at, "needs", index]);
      if (problem !== undefined) yield problem;
    }
  }
  for (const [index, block] of playbook.steps.entries()) {
    if (isParallel(block)) yield* circles(block.parallel, ["steps", index, "parallel"]);
  }
}

function wrongNeed(
  step: Step,
  need: string,
  siblings: readonly string[],
  at: Path,
): Problem | undefined {
  if (siblings.includes(need)) return undefined;
  if (siblings.length === 0) {
    return error({
      code: "E113",
      at: at.slice(0, -1),
      on: "key",
      message: `"${step.id}" stands in a sequence, where each step already waits for the one before`,
      fix: "remove needs, or put the steps that may run together under one parallel: block",
    });
  }
  const meant = didYouMean(need, siblings);
  return error({
    code: "E116",
    at,
    message:
      need === step.id
        ? `"${need}" cannot wait for itself`
        : `"${need}" is not a branch of this parallel block`,
    fix:
      meant === undefined
        ? `name one of ${siblings.join(", ")}, or move "${step.id}" after the block`
        : `did you mean "${meant}"?`,
  });
}

function* circles(branches: readonly Step[], at: Path): Generator<Problem> {
  const needsOf = new Map(branches.map((step) => [step.id, step.needs ?? []]));
  for (const [index, step] of branches.entries()) {
    const circle = circleFrom(step.id, needsOf);
    if (circle === undefined) continue;
    yield error({
      code: "E116",
      at: [...at, index, "needs"],
      on: "key",
      message: `These branches wait for each other: ${circle.join(" -> ")}`,
      fix: `remove one of the needs, for instance that of "${step.id}"`,
    });
    return;
  }
}

function circleFrom(
  start: string,
  needsOf: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (id === start && path.length > 0) return [...path, id];
    if (path.includes(id)) return undefined;
    for (const need of needsOf.get(id) ?? []) {
      if (need === id) continue;
      const found = walk(need, [...path, id]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start, []);
}

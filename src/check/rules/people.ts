import { type Directory, groupSize, knowsApprover, knowsOwner } from "../../config/directory.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Approve } from "../../playbook/format/step.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { markedFields } from "./marked-fields.ts";
import { error } from "./rule.ts";

/** Whoever is named must exist, or in the night nobody would be asked. */
export function* people(subject: Subject): Generator<Problem> {
  const { playbook, world } = subject;
  const { directory } = world;
  if (directory === undefined) return;
  if (!knowsOwner(directory, playbook.owner)) {
    yield unknown(
      playbook.owner,
      [...Object.keys(directory.teams), ...Object.keys(directory.people)],
      ["owner"],
    );
  }
  const known = approverNames(directory);
  for (const { text, meta, at } of markedFields(subject)) {
    if (meta.person === true && !knowsApprover(directory, text)) yield unknown(text, known, at);
  }
  for (const { step, at } of stepsOf(playbook)) {
    if (step.approve !== undefined) yield* approvers(step.approve, directory, [...at, "approve"]);
  }
}

function* approvers({ by, count }: Approve, directory: Directory, at: Path): Generator<Problem> {
  const strangers = by.filter((name) => !knowsApprover(directory, name));
  for (const name of strangers) {
    yield unknown(name, approverNames(directory), [...at, "by", by.indexOf(name)]);
  }
  const size = groupSize(directory, by);
  if (strangers.length > 0 || size >= count) return;
  yield error({
    code: "E139",
    at: count === 1 ? [...at, "by"] : [...at, "count"],
    message: `${count === 1 ? "1 person" : `${count} people`} must approve, and of ${by.join(" and ")} ${size} may`,
    fix:
      size === 0
        ? "give somebody there the role approver in directory.yaml"
        : `write count: ${size}, or name a larger group in by`,
  });
}

function approverNames({ people: persons, teams, groups }: Directory): readonly string[] {
  return [persons, teams, groups].flatMap((named) => Object.keys(named));
}

function unknown(name: string, known: readonly string[], at: Path): Problem {
  const meant = didYouMean(name, known);
  return error({
    code: "E123",
    at,
    message: `directory.yaml has no "${name}"`,
    fix: meant === undefined ? `add "${name}" to directory.yaml` : `did you mean "${meant}"?`,
  });
}

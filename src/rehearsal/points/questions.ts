import type { Path } from "../../model/problem.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import { choicesOf, EXPIRE } from "../answers.ts";
import { type Point, stateOf } from "./point.ts";

/** Each choice of an `ask`, and silence. */
export function* questionPoints({ step, kind }: ProgramStep, at: Path): Generator<Point> {
  if (kind.kind !== "ask") return;
  const { id } = step;
  const choices = choicesOf(step.with["choices"] ?? null);
  for (const choice of choices ?? [undefined]) {
    yield {
      at: [...at, "with", "choices"],
      message:
        choice === undefined ? `No test answers "${id}"` : `No test answers "${id}" with ${choice}`,
      fix: `add a test with answers: { ${id}: ${choice ?? "…"} }`,
      isReached: ({ events }) =>
        events.some(
          (event) =>
            event.is === "answered" &&
            event.step === id &&
            (choice === undefined || event.answer === choice),
        ),
    };
  }
  yield {
    at: [...at, "kind"],
    message: `No test lets the question of "${id}" expire`,
    fix: `add a test with answers: { ${id}: ${EXPIRE} }`,
    isReached: (rehearsal) => {
      const isAnswered = rehearsal.events.some(
        (event) => event.is === "answered" && event.step === id,
      );
      return !isAnswered && stateOf(rehearsal, id).is === "failed";
    },
  };
}

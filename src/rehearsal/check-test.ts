import type { Path, Problem } from "../model/problem.ts";
import { judgeFit } from "../match/judge-fit.ts";
import type { Program } from "../playbook/program.ts";
import { checkAnswers } from "./check-answers.ts";
import { checkExpectation } from "./check-expectation.ts";
import { checkStubs } from "./check-stubs.ts";
import { alertOf } from "./scene.ts";
import type { PlaybookTest, TestFile } from "./test-file.ts";
import { writtenWrongly } from "./written-wrongly.ts";

/** What all tests of a file share, held against the playbook before anything runs. */
export function checkDefaults(
  defaults: TestFile["defaults"],
  program: Program,
): readonly Problem[] {
  return [...checkScene(defaults, program, ["defaults"])];
}

export function checkTest(test: PlaybookTest, program: Program, at: Path): readonly Problem[] {
  return [
    ...checkScene(test, program, at),
    ...checkExpectation(test.expect, program, [...at, "expect"]),
  ];
}

function* checkScene(
  { alert, stub, answers }: TestFile["defaults"],
  program: Program,
  at: Path,
): Generator<Problem> {
  if (alert !== undefined) yield* checkAlert(alert, program, [...at, "alert"]);
  yield* checkStubs(stub, program, [...at, "stub"]);
  yield* checkAnswers(answers, program, [...at, "answers"]);
}

/** An alert that would never start the playbook proves nothing about it. */
function* checkAlert(
  alert: NonNullable<PlaybookTest["alert"]>,
  { playbook: { name, match } }: Program,
  at: Path,
): Generator<Problem> {
  if (match === undefined) {
    const message = `${name} has no match, so no alert starts it`;
    yield writtenWrongly(at, message, "remove the alert, and give params instead");
    return;
  }
  const broken = judgeFit(match, alertOf(alert)).rules.filter(({ holds }) => !holds);
  if (broken.length === 0) return;
  const message = `This alert does not start ${name}: ${broken.map(({ says }) => says).join("; ")}`;
  yield writtenWrongly(at, message, "make the alert fit the playbook's match");
}

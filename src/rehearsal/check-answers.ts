import type { Path, Problem } from "../model/problem.ts";
import type { Program } from "../playbook/program.ts";
import { answersTo } from "./answers.ts";
import { noSuchStep } from "./stub-place.ts";
import type { Answers } from "./test-file.ts";
import { suggest, writtenWrongly } from "./written-wrongly.ts";

/** Answers go to steps that ask, in words that the step understands. */
export function* checkAnswers(answers: Answers, program: Program, at: Path): Generator<Problem> {
  for (const [id, given] of Object.entries(answers)) {
    const here = [...at, id];
    const step = program.steps.get(id);
    if (step === undefined) {
      yield writtenWrongly(here, noSuchStep(id, program), suggest(id, [...program.steps.keys()]));
      continue;
    }
    const allowed = answersTo(step);
    if (allowed === "any") continue;
    if (allowed.length === 0) {
      yield writtenWrongly(here, `"${id}" (${step.step.kind}) asks nobody`, "remove the answer");
    } else {
      yield* checkWords(given, allowed, here);
    }
  }
}

function* checkWords(
  given: string | readonly string[],
  allowed: readonly string[],
  at: Path,
): Generator<Problem> {
  if (typeof given !== "string") {
    for (const [index, word] of given.entries()) yield* checkWords(word, allowed, [...at, index]);
  } else if (!allowed.includes(given)) {
    const message = `"${given}" is no answer that this step can get`;
    yield { ...writtenWrongly(at, message, suggest(given, allowed)), on: "value" };
  }
}

import type { Path, Problem } from "../model/problem.ts";
import type { Program } from "../playbook/program.ts";
import { checkDefaults, checkTest } from "./check-test.ts";
import { compare } from "./compare.ts";
import { missingProblem } from "./missing.ts";
import { type Rehearsal, rehearse } from "./rehearse.ts";
import { sceneOf } from "./scene.ts";
import { seenOf } from "./seen.ts";
import type { PlaybookTest, TestFile } from "./test-file.ts";
import { writtenWrongly } from "./written-wrongly.ts";

export interface TestRun {
  readonly name: string;
  /** Empty when the test has passed. */
  readonly problems: readonly Problem[];
  /** Nothing when the test was written wrongly and did not run. */
  readonly rehearsal: Rehearsal | undefined;
}

export interface TestRuns {
  /** What keeps the whole file from running. */
  readonly problems: readonly Problem[];
  readonly tests: readonly TestRun[];
}

/** Runs the tests of one file against the playbook that they are about. */
export function runTests(program: Program, { defaults, tests }: TestFile): TestRuns {
  const problems = [...checkDefaults(defaults, program), ...checkNames(tests)];
  if (problems.length > 0) return { problems, tests: [] };
  return {
    problems,
    tests: tests.map((test, index) => runTest(test, defaults, program, ["tests", index])),
  };
}

function* checkNames(tests: readonly PlaybookTest[]): Generator<Problem> {
  for (const [index, { name }] of tests.entries()) {
    const first = tests.findIndex((other) => other.name === name);
    if (first === index) continue;
    const message = `Test ${index + 1} has the same name as test ${first + 1}`;
    const fix = "say what is different about it";
    yield { ...writtenWrongly(["tests", index, "name"], message, fix), on: "value" };
  }
}

function runTest(
  test: PlaybookTest,
  defaults: TestFile["defaults"],
  program: Program,
  at: Path,
): TestRun {
  const { name } = test;
  const problems = checkTest(test, program, at);
  if (problems.length > 0) return { name, problems, rehearsal: undefined };
  const rehearsal = rehearse(program, sceneOf(defaults, test));
  return { name, problems: judge(test, rehearsal, program, at), rehearsal };
}

function judge(
  { expect }: PlaybookTest,
  rehearsal: Rehearsal,
  program: Program,
  at: Path,
): readonly Problem[] {
  switch (rehearsal.is) {
    case "missing":
      return [missingProblem(rehearsal.missing, at)];
    case "endless":
      return [endless(program, at)];
    case "refused":
    case "ended":
      return [...compare(expect, seenOf(rehearsal), program, [...at, "expect"])];
  }
}

function endless({ playbook }: Program, at: Path): Problem {
  return {
    code: "E163",
    at: [...at, "expect"],
    on: "key",
    message: `The run of ${playbook.name} did not end`,
    fix: "give its verify and wait_until a longer every, or a shorter within",
    level: "error",
  };
}

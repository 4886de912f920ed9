import { fieldAt } from "../model/field-at.ts";
import type { Path, Problem } from "../model/problem.ts";
import { shapeOf } from "../model/shape-of.ts";
import type { Program } from "../playbook/program.ts";
import { noSuchStep } from "./stub-place.ts";
import type { Expectation } from "./test-file.ts";
import { suggest, writtenWrongly } from "./written-wrongly.ts";

/** An expectation that names something that is not there could never fail, or never hold. */
export function* checkExpectation(
  expected: Expectation,
  program: Program,
  at: Path,
): Generator<Problem> {
  if (Object.keys(expected).length === 0) {
    yield writtenWrongly(at, "This test expects nothing, so it could never fail", "add outcome: …");
  }
  for (const list of ["path", "changed", "undone"] as const) {
    for (const [index, id] of (expected[list] ?? []).entries()) {
      yield* checkStepId(id, program, [...at, list, index]);
    }
  }
  for (const key of Object.keys(expected.with ?? {})) {
    yield* checkInput(key, program, [...at, "with", key]);
  }
  for (const name of Object.keys(expected.outputs ?? {})) {
    yield* checkOutput(name, program, [...at, "outputs", name]);
  }
}

/** `scale.replicas` as a step and the way to a field inside its `with`. */
export function readInputKey(key: string): {
  readonly id: string;
  readonly field: readonly string[];
} {
  const [id = "", ...field] = key.split(".");
  return { id, field };
}

function* checkStepId(id: string, program: Program, at: Path): Generator<Problem> {
  if (program.steps.has(id)) return;
  yield writtenWrongly(at, noSuchStep(id, program), suggest(id, [...program.steps.keys()]));
}

function* checkInput(key: string, program: Program, at: Path): Generator<Problem> {
  const { id, field } = readInputKey(key);
  const step = program.steps.get(id);
  if (step === undefined) {
    yield* checkStepId(id, program, at);
  } else if (field.length === 0) {
    yield writtenWrongly(at, `"${key}" names no field of the step's with`, `write ${id}.<field>`);
  } else if (fieldAt(step.kind.params, field) === undefined) {
    const shape = shapeOf(step.kind.params);
    const known = shape.is === "object" ? Object.keys(shape.fields) : [];
    const message = `${step.kind.kind} has no input "${field.join(".")}"`;
    yield writtenWrongly(at, message, suggest(field[0] ?? "", known));
  }
}

function* checkOutput(name: string, { playbook, outputs }: Program, at: Path): Generator<Problem> {
  if (outputs.has(name)) return;
  const message = `${playbook.name} has no output "${name}"`;
  yield writtenWrongly(at, message, suggest(name, [...outputs.keys()]));
}

import type { Perform } from "../engine/machine/effect.ts";
import type { TaskRef } from "../engine/machine/state.ts";
import type { Path, Problem } from "../model/problem.ts";
import { shapeOf } from "../model/shape-of.ts";
import { scalar } from "../playbook/draft/yaml-text.ts";
import type { Program } from "../playbook/program.ts";
import { sampleOf } from "./sample-stub.ts";
import { findStubPlace, stubKey } from "./stub-place.ts";

/** What the test would have had to say for the run to go on. */
export interface Missing {
  readonly section: "stub" | "answers";
  /** What is missing there. */
  readonly key: string;
  readonly message: string;
  /** The YAML to add to the section. */
  readonly line: string;
}

export function missingStub(
  { step, phase }: Pick<Perform, "step" | "phase">,
  program: Program,
): Missing {
  const key = stubKey(step, phase);
  const found = findStubPlace(key, program);
  const sample = found.ok ? sampleOf(shapeOf(found.place.kind.output)) : "{}";
  return {
    section: "stub",
    key,
    message: `The run calls "${key}", which has no stub`,
    line: `${key}: ${sample}`,
  };
}

export function missingAnswer(
  { step }: Pick<TaskRef, "step">,
  asks: string,
  words: readonly string[],
): Missing {
  const [first = "text", ...others] = words.map(scalar);
  return {
    section: "answers",
    key: step,
    message: `"${step}" ${asks}, and the test has no answer`,
    line: `${step}: ${first}${others.length === 0 ? "" : ` (or ${others.join(", ")})`}`,
  };
}

export function missingProblem({ section, message, line }: Missing, test: Path): Problem {
  return {
    code: "E162",
    at: [...test, section],
    on: "key",
    message,
    fix: `add below ${section}: the line ${line}`,
    level: "error",
  };
}

import type { Path } from "../model/problem.ts";
import type { Playbook } from "./format/playbook.ts";
import { isParallel, type Step } from "./format/step.ts";

/** A step and where it stands: beside which others, inside what. */
export interface PlacedStep {
  readonly step: Step;
  readonly at: Path;
  /** Ids of the steps it runs together with, empty in a plain sequence. */
  readonly siblings: readonly string[];
  /** The step whose `on_failure` list this one belongs to. */
  readonly rescues?: string;
}

/** Every step of a playbook in the order of the file, those of `on_failure` lists included. */
export function* stepsOf(playbook: Playbook): Generator<PlacedStep> {
  for (const [index, block] of playbook.steps.entries()) {
    if (!isParallel(block)) {
      yield* withRescues(block, ["steps", index], []);
      continue;
    }
    const ids = block.parallel.map((step) => step.id);
    for (const [branch, step] of block.parallel.entries()) {
      const siblings = ids.filter((id) => id !== step.id);
      yield* withRescues(step, ["steps", index, "parallel", branch], siblings);
    }
  }
}

function* withRescues(step: Step, at: Path, siblings: readonly string[]): Generator<PlacedStep> {
  yield { step, at, siblings };
  if (typeof step.on_failure === "string") return;
  for (const [index, rescue] of step.on_failure.entries()) {
    yield { step: rescue, at: [...at, "on_failure", index], siblings: [], rescues: step.id };
  }
}

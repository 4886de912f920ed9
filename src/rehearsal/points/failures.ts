import type { Path } from "../../model/problem.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import { type Point, stateOf } from "./point.ts";

/** Whatever reaches outside can fail, and a check can say that it did not help. */
export function* failurePoints(compiled: ProgramStep, at: Path): Generator<Point> {
  const { step, verify } = compiled;
  const { id, on_failure: then } = step;
  if (!canFail(compiled)) return;
  const follows =
    then === "escalate" ? "escalates" : then === "continue" ? "goes on" : "runs on_failure";
  yield {
    at: [...at, "on_failure"],
    message: `No test lets "${id}" fail, after which the run ${follows}`,
    fix:
      verify === undefined
        ? `add a test with the stub ${id}: ${failingStub(compiled)}`
        : `add a test with a stub for ${id}.verify that never makes "that" true`,
    isReached: (rehearsal) => stateOf(rehearsal, id).is === "failed",
  };
}

/** A sub-playbook whose end is the run's own end has no failure of its own. */
function canFail({ step, kind, verify }: ProgramStep): boolean {
  if (kind.kind === "playbook") return step.then !== "end";
  return kind.carrier === "step" || verify !== undefined;
}

function failingStub({ kind }: ProgramStep): string {
  return kind.kind === "playbook"
    ? "{ outcome: failed, outputs: {} }"
    : '{ fails: { message: "…" } }';
}

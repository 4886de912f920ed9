import type { Path } from "../../model/problem.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import type { Ended } from "../rehearse.ts";
import { hasAsked, type Point, stateOf } from "./point.ts";

/** Each `when` both ways; a step without one that hands over must be reached at all. */
export function* conditionPoints({ step, kind }: ProgramStep, at: Path): Generator<Point> {
  const { id, when, approve } = step;
  if (when !== undefined) {
    yield* bothWays(`The condition of "${id}"`, [...at, "when"], {
      yes: (rehearsal) => hasCome(rehearsal, id),
      no: (rehearsal) => isSkipped(rehearsal, id),
    });
  } else if (kind.kind === "escalate") {
    yield {
      at: [...at, "kind"],
      message: `No test reaches the escalation "${id}"`,
      fix: "add a test that goes on to this step",
      isReached: (rehearsal) => hasCome(rehearsal, id),
    };
  }
  if (approve?.when !== undefined) {
    yield* bothWays(`The condition for asking about "${id}"`, [...at, "approve", "when"], {
      yes: (rehearsal) => hasAsked(rehearsal, id),
      no: (rehearsal) => hasCome(rehearsal, id) && !hasAsked(rehearsal, id),
    });
  }
}

interface Ways {
  readonly yes: Point["isReached"];
  readonly no: Point["isReached"];
}

function* bothWays(what: string, at: Path, { yes, no }: Ways): Generator<Point> {
  const ways = [
    { word: "true", isReached: yes },
    { word: "false", isReached: no },
  ];
  for (const { word, isReached } of ways) {
    yield {
      at,
      on: "value",
      message: `${what} is ${word} in no test`,
      fix: `add a test in which it is ${word}`,
      isReached,
    };
  }
}

/** Its turn came and it was not skipped, even if the run then only suggested it. */
function hasCome(rehearsal: Ended, id: string): boolean {
  const { phase } = rehearsal.run;
  const { is } = stateOf(rehearsal, id);
  if (is !== "waiting") return is !== "skipped";
  return phase.is === "ended" && phase.ending.outcome === "suggested" && phase.ending.step === id;
}

function isSkipped(rehearsal: Ended, id: string): boolean {
  const state = stateOf(rehearsal, id);
  return state.is === "skipped" && state.because === "condition";
}

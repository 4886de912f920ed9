import type { Problem } from "../model/problem.ts";
import type { Program } from "../playbook/program.ts";
import { stepsOf } from "../playbook/steps-of.ts";
import { approvalPoints } from "./points/approvals.ts";
import { conditionPoints } from "./points/conditions.ts";
import { failurePoints } from "./points/failures.ts";
import type { Point } from "./points/point.ts";
import { questionPoints } from "./points/questions.ts";
import type { Ended } from "./rehearse.ts";

/** How much of what a playbook can do its tests have let happen. */
export interface Coverage {
  readonly points: number;
  readonly reached: number;
  /** What no test has let happen, placed in the playbook. */
  readonly gaps: readonly Problem[];
}

export function measureCoverage(program: Program, rehearsals: readonly Ended[]): Coverage {
  const points = [...pointsOf(program)];
  const missed = points.filter(({ isReached }) => !rehearsals.some(isReached));
  return {
    points: points.length,
    reached: points.length - missed.length,
    gaps: missed.map(({ at, on = "key", message, fix }) => ({
      code: "E164",
      at,
      on,
      message,
      fix,
      level: "warning",
    })),
  };
}

/** Every decision has two ways, every person several answers, and everything outside may fail. */
function* pointsOf(program: Program): Generator<Point> {
  for (const { step, at } of stepsOf(program.playbook)) {
    const compiled = program.steps.get(step.id);
    if (compiled === undefined) continue;
    yield* conditionPoints(compiled, at);
    yield* approvalPoints(compiled, at);
    yield* questionPoints(compiled, at);
    yield* failurePoints(compiled, at);
  }
}

import { judgeTargets } from "../engine/brakes/judge-targets.ts";
import type { Perform } from "../engine/machine/effect.ts";
import type { PerformResult } from "../engine/machine/event.ts";
import type { Run } from "../engine/machine/state.ts";
import { targetsOfRun } from "../engine/worker/brakes/targets-of-run.ts";
import { calledBy } from "../engine/worker/called-kind.ts";
import { changes } from "../model/effect-class.ts";
import type { Program } from "../playbook/program.ts";

/**
 * A rehearsed run changes no more targets than it may for real. The other brakes depend on what
 * the world is like.
 */
export function brakeTargets(
  perform: Perform,
  program: Program,
  run: Run,
): PerformResult | undefined {
  const { kind, effect } = calledBy(program, perform);
  if (perform.phase !== "run" || !changes(effect)) return undefined;
  const most = program.playbook.safety?.max_targets ?? 1;
  const touched = targetsOfRun(program, run);
  const failure = judgeTargets(perform.step, kind.targets(perform.with), touched, most);
  return failure && { is: "failed", failure };
}

import { programStep, taskAt } from "../../engine/machine/turn.ts";
import type { Run } from "../../engine/machine/state.ts";
import type { Program } from "../../playbook/program.ts";

/** What a run has changed so far. */
export function changedTargets(program: Program, run: Run): readonly string[] {
  const targets = run.changes.flatMap((change) => {
    const { kind } = programStep(program, change.step);
    const task = taskAt(run, change);
    return kind.carrier === "engine" || task === undefined ? [] : kind.targets(task.with);
  });
  return [...new Set(targets)];
}

/** What it asks to change; what it has changed while it asks nothing. */
export function targetsInView(program: Program, run: Run): readonly string[] {
  const asked = Object.values(run.approvals).flatMap(({ standing, request }) =>
    standing === "waiting" ? request.effects.flatMap(({ targets }) => targets) : [],
  );
  return asked.length > 0 ? [...new Set(asked)] : changedTargets(program, run);
}

import { firstChange } from "../../../engine/leave-to-change.ts";
import { acceptParams } from "../../../engine/machine/task/fill-call.ts";
import { newRun } from "../../../engine/machine/start-run.ts";
import { valuesOf } from "../../../engine/machine/values.ts";
import type { Values } from "../../../expr/expression.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { RunWish } from "../needs.ts";
import { type Answer, answer, type Refusal } from "../refusal.ts";
import type { PlanView } from "../views/plan-view.ts";
import type { Desk } from "./desk.ts";
import { resolveWish, type ResolvedWish } from "./resolve-wish.ts";

/** Says what a run would do; looks at nothing and changes nothing. */
export async function planRun(
  wish: RunWish,
  { library, store, newId }: Pick<Desk, "library" | "store" | "newId">,
): Promise<Answer<PlanView>> {
  const resolved = resolveWish(wish, library);
  if (!resolved.ok) return resolved;
  return answer(viewPlan(resolved.value, newId(), await store.now()));
}

function viewPlan(
  { pinned, program, params, mode }: ResolvedWish,
  run: string,
  at: number,
): PlanView {
  const start = { is: "started", at, run, mode, params, deadline: null } as const;
  const known = valuesOf(program, newRun(program, start));
  const change = firstChange(program);
  return {
    ...pinned,
    mode,
    params,
    steps: [...program.steps.values()].map((step) => viewStep(step, known)),
    refusal: change === undefined ? null : noChangesYet(change),
  };
}

function viewStep(program: ProgramStep, known: Values): PlanView["steps"][number] {
  const { step, effect } = program;
  const { id, kind, when = null, approve } = step;
  return {
    id,
    kind,
    effect,
    when,
    asksApproval: approve !== undefined,
    does: sentence(program, known),
  };
}

/** Nothing while the step depends on what others find. */
function sentence({ kind, with: tree, items }: ProgramStep, known: Values): string | null {
  if (items !== undefined) return null;
  const filled = tree.evaluate(known);
  if (!filled.ok) return null;
  const accepted = acceptParams(kind, filled.value);
  return accepted.ok ? kind.describe(accepted.with) : null;
}

function noChangesYet(step: string): Refusal {
  return {
    code: "E310",
    message: `A run would be refused: "${step}" changes something, and nobody can approve that yet`,
    remedy: "Rehearse the playbook with pitcrew test.",
  };
}

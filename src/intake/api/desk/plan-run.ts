import { firstChange } from "../../../engine/leave-to-change.ts";
import { newRun } from "../../../engine/machine/start-run.ts";
import { valuesOf } from "../../../engine/machine/values.ts";
import type { Needs } from "../../../engine/worker/perform.ts";
import type { RunWish } from "../needs.ts";
import { type Answer, answer, type Refusal } from "../refusal.ts";
import type { PlanView } from "../views/plan-view.ts";
import type { Desk } from "./desk.ts";
import { planStep } from "./plan-step.ts";
import { resolveWish, type ResolvedWish } from "./resolve-wish.ts";

/** Says what a run would do; looks, and changes nothing. */
export async function planRun(
  wish: RunWish,
  { library, store, newId, outside }: Pick<Desk, "library" | "store" | "newId" | "outside">,
): Promise<Answer<PlanView>> {
  const resolved = await resolveWish(wish, library);
  if (!resolved.ok) return resolved;
  return answer(await viewPlan(resolved.value, newId(), await store.now(), outside));
}

async function viewPlan(
  { pinned, program, params, mode }: ResolvedWish,
  run: string,
  at: number,
  outside: Needs,
): Promise<PlanView> {
  const start = { is: "started", at, run, mode, params, deadline: null } as const;
  const known = valuesOf(program, newRun(program, start));
  const steps = [...program.steps.values()].map((step) => planStep(step, known, outside));
  const change = firstChange(program);
  return {
    ...pinned,
    mode,
    params,
    steps: await Promise.all(steps),
    refusal: change === undefined ? null : noChangesYet(change),
  };
}

function noChangesYet(step: string): Refusal {
  return {
    code: "E310",
    message: `A run would be refused: "${step}" changes something, and nobody can approve that yet`,
    remedy: "Rehearse the playbook with pitcrew test.",
  };
}

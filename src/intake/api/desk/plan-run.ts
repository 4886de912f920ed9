import { newRun } from "../../../engine/machine/start-run.ts";
import { valuesOf } from "../../../engine/machine/values.ts";
import type { Needs } from "../../../engine/worker/perform.ts";
import type { RunWish } from "../needs.ts";
import { type Answer, answer } from "../refusal.ts";
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
  const steps = [...program.steps.values()].map((step) => planStep(step, mode, known, outside));
  return { ...pinned, mode, params, steps: await Promise.all(steps) };
}

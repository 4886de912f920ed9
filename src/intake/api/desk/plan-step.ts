import { permission } from "../../../engine/machine/step/mode.ts";
import { acceptParams } from "../../../engine/machine/task/fill-call.ts";
import type { Needs } from "../../../engine/worker/perform.ts";
import type { Values } from "../../../expr/expression.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Mode } from "../../../playbook/format/safety.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { Plan, PlanResult, StepKind } from "../../../steps/step-kind.ts";
import { refusalOf } from "../refusal.ts";
import type { PlanView } from "../views/plan-view.ts";

type PlannedStep = PlanView["steps"][number];

/** What a step would do: looked up in the world, as far as its input is known before the run. */
export async function planStep(
  program: ProgramStep,
  mode: Mode,
  known: Values,
  outside: Needs,
): Promise<PlannedStep> {
  const { step, effect } = program;
  const { id, kind, when = null, approve } = step;
  const asksApproval = permission(mode, program, approve !== undefined) === "ask";
  const foreseen = await foresee(program, known, outside);
  return { id, kind, effect, when, asksApproval, ...foreseen };
}

type Foreseen = Pick<PlannedStep, "does" | "change" | "trouble">;

async function foresee(
  { step: { id }, kind, with: tree, items }: ProgramStep,
  known: Values,
  outside: Needs,
): Promise<Foreseen> {
  const filled = items === undefined ? tree.evaluate(known) : undefined;
  const accepted = filled?.ok === true ? acceptParams(kind, filled.value) : undefined;
  if (accepted?.ok !== true) return { does: null, change: null, trouble: null };
  const does = kind.describe(accepted.with);
  if (kind.carrier === "engine") return { does, change: null, trouble: null };
  const planned = await lookAhead(id, kind, accepted.with, outside);
  if (!planned.ok) return { does, change: null, trouble: refusalOf(planned.failure) };
  const { plan } = planned;
  return { does: plan.sentence.replace(/\.$/, ""), change: changeOf(plan), trouble: null };
}

const LONGEST_LOOK = 10_000;

/** A plan is worth having although one system does not answer. */
async function lookAhead(
  step: string,
  kind: StepKind<unknown, unknown, unknown>,
  params: JsonObject,
  outside: Needs,
): Promise<PlanResult> {
  try {
    return await kind.plan(params, outside, AbortSignal.timeout(LONGEST_LOOK));
  } catch (error) {
    const failure = {
      code: "E307",
      message: `"${step}" could not be looked at`,
      remedy: "Look whether the system behind it answers.",
      detail: String(error),
      retry: "later",
    } as const;
    return { ok: false, failure };
  }
}

function changeOf({ before, after }: Plan): PlannedStep["change"] {
  const isAny = Object.keys({ ...before, ...after }).length > 0;
  return isAny ? { before, after } : null;
}

import { problem } from "../http-problem.ts";
import { readBody } from "../read-request.ts";
import { PlanView } from "../views/plan-view.ts";
import type { Endpoint } from "./endpoint.ts";
import { RunWish } from "./run-wish.ts";

export const planRun: Endpoint = async (context, { plan }) => {
  const wish = await readBody(context, RunWish);
  if (!wish.ok) return problem(context, wish.refusal);
  const planned = await plan(wish.value);
  if (!planned.ok) return problem(context, planned.refusal);
  return context.json(PlanView.parse(planned.value));
};

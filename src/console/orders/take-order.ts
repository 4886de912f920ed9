import type { Context } from "hono";
import { type Answer, answer, refusalOf } from "../../intake/api/refusal.ts";
import { sendRefusal } from "../frame/send-page.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { findRun, type SeenRun } from "../run/find-run.ts";
import type { Visitor } from "../visitor.ts";
import type { FormPost } from "./form-post.ts";
import { type Asked, type OrderName, readOrder } from "./read-order.ts";

/** What is asked of a run with a form on its page, decided where chat and command line ask it. */
export function takeOrder(name: OrderName): FormPost {
  return async (context, visitor, fields, needs) => {
    const done = await carryOut(name, context, visitor, fields, needs);
    if (!done.ok) return sendRefusal(context, visitor, needs, done.refusal);
    return context.redirect(`/runs/${done.value}?said=${name}`, 303);
  };
}

/** Answers the run to look at next. */
async function carryOut(
  name: OrderName,
  context: Context,
  visitor: Visitor,
  fields: object,
  needs: ConsoleNeeds,
): Promise<Answer<string>> {
  const seen = await findRun(context.req.param("run"), visitor, needs);
  if (!seen.ok) return seen;
  const asked = readOrder(name, fields);
  if (!asked.ok) return asked;
  const refused = needs.desk.authorize(visitor.actor, asked.value.right, seen.value.team);
  if (refused !== undefined) return { ok: false, refusal: refusalOf(refused) };
  return tell(seen.value, asked.value, visitor, needs);
}

async function tell(
  { id: run }: SeenRun,
  { does }: Asked,
  { actor }: Visitor,
  { desk }: ConsoleNeeds,
): Promise<Answer<string>> {
  switch (does.is) {
    case "order": {
      const sent = await desk.send(run, does.order, actor);
      return sent.ok ? answer(run) : sent;
    }
    case "start": {
      const begun = await desk.startSuggested(run, does.id, actor);
      return begun.ok ? answer(begun.value.id) : begun;
    }
    case "retry": {
      const begun = await desk.retry(run, does.id, actor);
      return begun.ok ? answer(begun.value.id) : begun;
    }
  }
}

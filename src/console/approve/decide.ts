import type { Context } from "hono";
import { z } from "zod";
import { nameToType } from "../../intake/api/name-to-type.ts";
import type { Order } from "../../intake/api/needs.ts";
import { type Answer, answer, refuse, type Refusal } from "../../intake/api/refusal.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import { sendRefusal } from "../frame/send-page.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Fields, FormPost } from "../orders/form-post.ts";
import { read } from "../orders/read-order.ts";
import { findRun } from "../run/find-run.ts";
import type { Visitor } from "../visitor.ts";
import { sendApproval, waitingAt } from "./approve-page.ts";

const Approve = z.object({
  plan: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be the digest of a plan"),
  name: z.string().trim().max(1_000).default(""),
});

const Deny = z.object({ reason: z.string().trim().min(1).max(1_000) });

export const approve: FormPost = (context, visitor, fields, needs) =>
  decide("approve", context, visitor, needs, (asked) => approvalOf(asked, fields));

export const deny: FormPost = (context, visitor, fields, needs) =>
  decide("deny", context, visitor, needs, ({ step }) =>
    read(Deny, fields, ({ reason }) => ({ is: "deny", reason, about: { step } })),
  );

/** What was refused is said above the plan as it is now. */
async function decide(
  said: "approve" | "deny",
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
  orderFor: (asked: ApprovalView) => Answer<Order>,
): Promise<Response> {
  const seen = await findRun(context.req.param("run"), visitor, needs);
  if (!seen.ok) return sendRefusal(context, visitor, needs, seen.refusal);
  const { id: run } = seen.value;
  const asked = await waitingAt(run, context.req.param("step"), visitor, needs);
  if (asked === undefined) return context.redirect(`/runs/${run}?said=settled`, 303);
  const order = orderFor(asked);
  const sent = order.ok ? await needs.desk.send(run, order.value, visitor.actor) : order;
  if (sent.ok) return context.redirect(`/runs/${run}?said=${said}`, 303);
  return showAgain(context, visitor, needs, asked, sent.refusal);
}

async function showAgain(
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
  { run, step }: ApprovalView,
  problem: Refusal,
): Promise<Response> {
  const asked = await waitingAt(run, step, visitor, needs);
  if (asked === undefined) return sendRefusal(context, visitor, needs, problem);
  return sendApproval(context, visitor, needs, asked, problem);
}

function approvalOf(asked: ApprovalView, fields: Fields): Answer<Order> {
  const form = read(Approve, fields, (given) => given);
  if (!form.ok) return form;
  const { plan, name } = form.value;
  const target = nameToType(asked);
  // A plan that has changed is said to have, whatever was written for the one before.
  if (plan === asked.digest && target !== undefined && name !== target) return wrongName(target);
  return answer({ is: "approve", plan, breakGlass: null, about: { step: asked.step } });
}

function wrongName(target: string): Answer<never> {
  return refuse(
    "E434",
    "The name that was written is not that of the target, so nothing was approved",
    `Write ${target} and press Approve again.`,
  );
}

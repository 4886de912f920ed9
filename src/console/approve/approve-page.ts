import type { Context } from "hono";
import type { Refusal } from "../../intake/api/refusal.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { findRun } from "../run/find-run.ts";
import type { Visitor } from "../visitor.ts";
import { drawApproval } from "./draw-approval.ts";

/**
 * All that there is to know for whoever decides. It does not change while somebody reads it: a
 * plan that has changed meanwhile is refused when they decide, and shown then.
 */
export async function approvePage(
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Response> {
  const seen = await findRun(context.req.param("run"), visitor, needs);
  if (!seen.ok) return sendRefusal(context, visitor, needs, seen.refusal);
  const asked = await waitingAt(seen.value.id, context.req.param("step"), visitor, needs);
  if (asked === undefined) return context.redirect(`/runs/${seen.value.id}?said=settled`, 303);
  return sendApproval(context, visitor, needs, asked);
}

export async function sendApproval(
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
  asked: ApprovalView,
  problem?: Refusal,
): Promise<Response> {
  const now = { at: needs.now(), zone: needs.zone() };
  return sendPage(context, visitor, needs, {
    title: `Approve ${asked.step} of ${asked.playbook}`,
    problem,
    body: drawApproval(asked, visitor.pageToken, now),
  });
}

export async function waitingAt(
  run: string,
  step: string | undefined,
  { actor }: Visitor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): Promise<ApprovalView | undefined> {
  const waiting = await desk.approvals(actor);
  return waiting.find((one) => one.run === run && one.step === step);
}

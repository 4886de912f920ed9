import type { Actor } from "../../../access/actor.ts";
import type { Access } from "../../../access/authorize.ts";
import type { Right } from "../../../access/rights.ts";
import { derivedId } from "../../../engine/derived-id.ts";
import { nameToType } from "../../../intake/api/name-to-type.ts";
import type { Order } from "../../../intake/api/needs.ts";
import type { ApprovalView } from "../../../intake/api/views/approval-view.ts";
import type { Click, RunClick } from "../../../model/notice.ts";
import { ORDER_WORDS } from "../../../notify/wording/order-words.ts";
import type { Pressed } from "./pressed.ts";
import { answerModal, confirmModal, denyModal, pageModal } from "./dialogs/decision-modals.ts";
import { readModal } from "./dialogs/modal.ts";
import type { SlackNeeds } from "./needs.ts";
import { approvalReply } from "./replies/approval-reply.ts";
import { doneReply } from "./replies/refusal-reply.ts";
import { runReply } from "./replies/run-reply.ts";
import { onRun, replyTo, type Reply, say } from "./reply.ts";

/** Does what a button says about a run. */
export async function onRunClick(
  pressed: Pressed<Click & RunClick>,
  needs: SlackNeeds,
): Promise<Reply> {
  const { click, actor, press, carried } = pressed;
  const { desk } = needs;
  const { run } = click;
  switch (click.act) {
    case "status":
      return onRun(run, "see", actor, needs, async () =>
        replyTo(await desk.get(run), (view) => say(runReply(view, needs.book()))),
      );
    case "plan":
      return onRun(run, "see", actor, needs, () => showPlan(run, actor, needs));
    case "stop":
      return order(pressed, needs, "stop", { is: "stop", undo: true }, ORDER_WORDS.stop_and_undo);
    case "undo":
      return order(pressed, needs, "undo", { is: "undo" }, ORDER_WORDS.undo);
    case "page":
      return onOwner(run, actor, needs, (owner) =>
        pageModal(run, owner, reachable(needs.access()), carried),
      );
    case "start":
      return onRun(run, "start", actor, needs, async () => {
        const begun = await desk.startSuggested(run, derivedId("slack", press), actor);
        return replyTo(begun, () => say(doneReply("What was suggested has begun.")));
      });
    case "retry":
      return onRun(run, "start", actor, needs, async () => {
        const again = await desk.retry(run, derivedId("slack", press), actor);
        return replyTo(again, () => say(doneReply("A new run has begun.")));
      });
    case "approve": {
      const asked = await waiting(run, click.step, actor, needs);
      const name = asked === undefined ? undefined : nameToType(asked);
      if (name !== undefined) return { is: "dialog", view: confirmModal(click, name, carried) };
      return sendOrder(run, approval(click), actor, needs, ORDER_WORDS.approve);
    }
    case "deny":
      return onOwner(run, actor, needs, (owner) => denyModal(click, owner, carried));
    case "answer": {
      const { step, item, answer } = click;
      if (answer === null) return { is: "dialog", view: answerModal(click, carried) };
      const given: Order = { is: "answer", answer, about: { step, item } };
      return order(pressed, needs, "answer", given, ORDER_WORDS.answer);
    }
    case "settle": {
      const { step, item, verdict } = click;
      const settled: Order = { is: "settle", verdict, about: { step, item } };
      return order(pressed, needs, "settle", settled, ORDER_WORDS.settle);
    }
  }
}

function order(
  { click: { run }, actor }: Pressed<Click & RunClick>,
  needs: SlackNeeds,
  right: Right,
  wanted: Order,
  says: string,
): Promise<Reply> {
  return onRun(run, right, actor, needs, () => sendOrder(run, wanted, actor, needs, says));
}

export async function sendOrder(
  run: string,
  wanted: Order,
  actor: Actor,
  { desk }: SlackNeeds,
  says: string,
): Promise<Reply> {
  return replyTo(await desk.send(run, wanted, actor), () => say(doneReply(says)));
}

export function approval({ step, digest }: Extract<RunClick, { act: "approve" | "deny" }>): Order {
  return { is: "approve", plan: digest, breakGlass: null, about: { step } };
}

async function waiting(
  run: string,
  step: string,
  actor: Actor,
  { desk }: SlackNeeds,
): Promise<ApprovalView | undefined> {
  const all = await desk.approvals(actor);
  return all.find((one) => one.run === run && one.step === step);
}

async function showPlan(run: string, actor: Actor, needs: SlackNeeds): Promise<Reply> {
  const { zone } = needs.book();
  const [first] = (await needs.desk.approvals(actor)).filter((one) => one.run === run);
  if (first !== undefined)
    return { is: "dialog", view: readModal("Full plan", approvalReply(first, zone)) };
  const shown = await needs.desk.get(run);
  return replyTo(shown, (view) => {
    return { is: "dialog", view: readModal("Full plan", runReply(view, needs.book())) };
  });
}

/** A dialog that names who owns the run; whether somebody may do it is asked when it is sent off. */
async function onOwner(
  run: string,
  actor: Actor,
  { desk }: SlackNeeds,
  viewFor: (owner: string) => Extract<Reply, { is: "dialog" }>["view"],
): Promise<Reply> {
  const owner = await desk.ownerOfRun(run, actor);
  return replyTo(owner, (name) => ({ is: "dialog", view: viewFor(name ?? "the owner") }));
}

/** Teams that have a service, and services by themselves. */
function reachable(access: Access): readonly string[] {
  if (access.is === "solo") return [];
  const { teams, services } = access.directory;
  const paged = Object.entries(teams).filter(([, { service }]) => service !== undefined);
  return [
    ...paged.map(([name]) => name),
    ...Object.keys(services).map((name) => `pagerduty/${name}`),
  ];
}

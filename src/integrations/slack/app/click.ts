import type { Actor } from "../../../access/actor.ts";
import type { Right } from "../../../access/rights.ts";
import { derivedId } from "../../../engine/derived-id.ts";
import { nameToType } from "../../../intake/api/name-to-type.ts";
import type { Order } from "../../../intake/api/needs.ts";
import type { ApprovalView } from "../../../intake/api/views/approval-view.ts";
import type { Click } from "../../../model/notice.ts";
import { ORDER_WORDS } from "../../../notify/wording/order-words.ts";
import { type Carried, readModal, textModal } from "./modals.ts";
import type { SlackNeeds } from "./needs.ts";
import { approvalReply, doneReply, runReply } from "./replies.ts";
import { onRun, replyTo, type Reply, say } from "./reply.ts";

/** A press of a button. */
export interface Pressed {
  readonly click: Click;
  readonly actor: Actor;
  /** Of this press alone; the same press told twice counts once. */
  readonly press: string;
  readonly carried: Carried;
}

/** Does what a button says, if it still can be done and this person may. */
export async function onClick(pressed: Pressed, needs: SlackNeeds): Promise<Reply> {
  const { click, actor, press, carried } = pressed;
  const { desk } = needs;
  const { run } = click;
  switch (click.act) {
    case "status":
      return onRun(run, "see", actor, needs, async () =>
        replyTo(await desk.get(run), (view) => say(runReply(view, needs.zone()))),
      );
    case "plan":
      return onRun(run, "see", actor, needs, () => showPlan(run, actor, needs));
    case "stop":
      return order(pressed, needs, "stop", { is: "stop", undo: true }, ORDER_WORDS.stop_and_undo);
    case "undo":
      return order(pressed, needs, "undo", { is: "undo" }, ORDER_WORDS.undo);
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
      return { is: "dialog", view: denyModal(click, carried) };
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
  { click: { run }, actor }: Pressed,
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

export function approval({ step, digest }: Extract<Click, { act: "approve" | "deny" }>): Order {
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
  const asked = (await needs.desk.approvals(actor)).filter((one) => one.run === run);
  const [first] = asked;
  if (first !== undefined)
    return { is: "dialog", view: readModal("Full plan", approvalReply(first)) };
  const shown = await needs.desk.get(run);
  return replyTo(shown, (view) => {
    return { is: "dialog", view: readModal("Full plan", runReply(view, needs.zone())) };
  });
}

type Decision = Extract<Click, { act: "approve" | "deny" }>;

function confirmModal(click: Decision, name: string, carried: Carried) {
  return textModal(
    "confirm",
    {
      title: "Approve for good",
      submit: "Approve",
      label: `Write ${name} to approve`,
      notice: {
        sentence: `Approving ${click.step} needs the name of its target.`,
        parts: [{ is: "text", text: `"${click.step}" is of high risk, or cannot be taken back.` }],
      },
    },
    { ...carried, click, name },
  );
}

function denyModal(click: Decision, carried: Carried) {
  return textModal(
    "deny",
    {
      title: "Deny",
      submit: "Deny",
      label: "Why",
      notice: {
        sentence: `Denying ${click.step} ends the run.`,
        parts: [{ is: "text", text: `Denying "${click.step}" ends the run. Nothing is changed.` }],
      },
    },
    { ...carried, click },
  );
}

function answerModal(click: Extract<Click, { act: "answer" }>, carried: Carried) {
  return textModal(
    "answer",
    {
      title: "Answer",
      submit: "Send",
      label: "Your answer",
      notice: { sentence: "Write an answer.", parts: [{ is: "text", text: click.step }] },
    },
    { ...carried, click },
  );
}

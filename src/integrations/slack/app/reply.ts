import type { ModalView } from "@slack/types";
import type { Right } from "../../../access/rights.ts";
import type { Actor } from "../../../access/actor.ts";
import { type Answer, refusalOf } from "../../../intake/api/refusal.ts";
import type { Notice } from "../../../model/notice.ts";
import type { SlackNeeds } from "./needs.ts";
import { refusalReply } from "./replies/refusal-reply.ts";

/** What somebody gets who asked for something: words for them alone, or a dialog. */
export type Reply =
  | { readonly is: "say"; readonly notice: Notice }
  | { readonly is: "dialog"; readonly view: ModalView }
  /** A message to them alone that stays. */
  | { readonly is: "direct"; readonly notice: Notice }
  /** Their Home as it is now. */
  | { readonly is: "home" };

export function say(notice: Notice): Reply {
  return { is: "say", notice };
}

/** The reply to what worked, else why it did not. */
export function replyTo<Value>(answer: Answer<Value>, worked: (value: Value) => Reply): Reply {
  return answer.ok ? worked(answer.value) : say(refusalReply(answer.refusal));
}

/** Does it if this person may do it to that run. */
export async function onRun(
  run: string,
  right: Right,
  actor: Actor,
  { desk }: SlackNeeds,
  work: () => Promise<Reply>,
): Promise<Reply> {
  return allowed(await desk.ownerOfRun(run, actor), right, actor, desk, work);
}

/** The same for what is done with a playbook. */
export async function onPlaybook(
  playbook: string,
  right: Right,
  actor: Actor,
  { desk }: SlackNeeds,
  work: () => Promise<Reply>,
): Promise<Reply> {
  return allowed(await desk.ownerOfPlaybook(playbook, actor), right, actor, desk, work);
}

async function allowed(
  owner: Answer<string | null>,
  right: Right,
  actor: Actor,
  desk: SlackNeeds["desk"],
  work: () => Promise<Reply>,
): Promise<Reply> {
  if (!owner.ok) return say(refusalReply(owner.refusal));
  const failure = desk.authorize(actor, right, owner.value);
  return failure === undefined ? work() : say(refusalReply(refusalOf(failure)));
}

import { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import { derivedId } from "../../../engine/derived-id.ts";
import { ORDER_WORDS } from "../../../notify/wording/order-words.ts";
import { approval, sendOrder } from "./click.ts";
import type { SlackNeeds } from "./needs.ts";
import { ClickValue, fieldsOf, parseJson, type SubmittedView } from "./payloads.ts";
import { doneReply, refusalReply } from "./replies.ts";
import { onPlaybook, onRun, replyTo, type Reply, say } from "./reply.ts";

const Start = z.object({ playbook: z.string() });
const OfClick = z.object({ click: ClickValue });
const OfConfirm = OfClick.extend({ name: z.string() });

/** Does what a dialog was filled in for. What it carries is only what somebody asks for. */
export async function onSubmit(
  submitted: SubmittedView,
  actor: Actor,
  needs: SlackNeeds,
): Promise<Reply | undefined> {
  const { id, callback_id, private_metadata: carried } = submitted.view;
  const fields = fieldsOf(submitted);
  const text = fields["text"] ?? "";
  switch (callback_id) {
    case "start": {
      const start = parseJson(Start, carried);
      return start && startRun(start.playbook, fields, id, actor, needs);
    }
    case "confirm": {
      const confirmed = parseJson(OfConfirm, carried);
      if (confirmed?.click.act !== "approve") return undefined;
      if (text.trim() !== confirmed.name) return wrongName(confirmed.name);
      const { click } = confirmed;
      return sendOrder(click.run, approval(click), actor, needs, ORDER_WORDS.approve);
    }
    case "deny": {
      const denied = parseJson(OfClick, carried)?.click;
      if (denied?.act !== "deny") return undefined;
      const order = { is: "deny", reason: text, about: { step: denied.step } } as const;
      return sendOrder(denied.run, order, actor, needs, ORDER_WORDS.deny);
    }
    case "answer": {
      const asked = parseJson(OfClick, carried)?.click;
      if (asked?.act !== "answer") return undefined;
      const { run, step, item } = asked;
      const order = { is: "answer", answer: text, about: { step, item } } as const;
      return onRun(run, "answer", actor, needs, () =>
        sendOrder(run, order, actor, needs, ORDER_WORDS.answer),
      );
    }
    default:
      return undefined;
  }
}

/** The dialog's own id makes the run's, so that sending it off twice starts one run. */
function startRun(
  playbook: string,
  params: Readonly<Record<string, string>>,
  dialog: string,
  actor: Actor,
  needs: SlackNeeds,
): Promise<Reply> {
  return onPlaybook(playbook, "start", actor, needs, async () => {
    const begun = await needs.desk.start(derivedId("slack", dialog), { playbook, params }, actor);
    return replyTo(begun, ({ id }) => say(doneReply(`${playbook} has begun: run ${id}.`)));
  });
}

function wrongName(name: string): Reply {
  return say(
    refusalReply({
      code: "E434",
      message: "The name that was written is not that of the target, so nothing was approved",
      remedy: `Press Approve again and write ${name}.`,
    }),
  );
}

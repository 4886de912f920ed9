import { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import { derivedId } from "../../../engine/derived-id.ts";
import type { Click, RunClick } from "../../../model/notice.ts";
import { ORDER_WORDS } from "../../../notify/wording/order-words.ts";
import { readQuiet } from "./dialogs/quiet-modal.ts";
import type { SlackNeeds } from "./needs.ts";
import { fieldsOf, parseJson, RunClickValue, type SubmittedView } from "./payloads.ts";
import { doneReply, refusalReply } from "./replies/refusal-reply.ts";
import { onPlaybook, onRun, replyTo, type Reply, say } from "./reply.ts";
import { approval, sendOrder } from "./run-click.ts";

const Start = z.object({ playbook: z.string() });
const OfClick = z.object({ click: RunClickValue });
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
      return deny(denied, { id, reason: text, pages: fields["then"] === "page" }, actor, needs);
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
    case "page": {
      const paged = parseJson(OfClick, carried)?.click;
      if (paged?.act !== "page") return undefined;
      return page({ id, run: paged.run, to: fields["to"], reason: text }, actor, needs);
    }
    case "quiet_hours":
      return keepQuiet(text, submitted.user.id, needs);
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

interface Denial {
  /** Of the dialog. */
  readonly id: string;
  readonly reason: string;
  readonly pages: boolean;
}

/** A no that does not count pages nobody. */
async function deny(
  { run, step }: Extract<Click & RunClick, { act: "approve" | "deny" }>,
  { id, reason, pages }: Denial,
  actor: Actor,
  needs: SlackNeeds,
): Promise<Reply> {
  const order = { is: "deny", reason, about: { step } } as const;
  const denied = await needs.desk.send(run, order, actor);
  if (!denied.ok || !pages) return replyTo(denied, () => say(doneReply(ORDER_WORDS.deny)));
  return page({ id, run, to: undefined, reason: `${reason} (denied "${step}")` }, actor, needs);
}

interface Wanted {
  /** Of the dialog. */
  readonly id: string;
  readonly run: string;
  readonly to: string | undefined;
  readonly reason: string;
}

function page({ id, run, to, reason }: Wanted, actor: Actor, needs: SlackNeeds): Promise<Reply> {
  return onRun(run, "page", actor, needs, async () => {
    const wish = { id: derivedId("slack", id), run, reason, ...(to !== undefined && { to }) };
    const asked = await needs.desk.page(wish, actor);
    return replyTo(asked, (paged) => say(doneReply(`${paged.to} is being paged.`)));
  });
}

async function keepQuiet(text: string, user: string, { wishes }: SlackNeeds): Promise<Reply> {
  const quiet = readQuiet(text);
  if (quiet === undefined) {
    return say(
      refusalReply({
        code: "E434",
        message: `"${text}" is no time of day until another`,
        remedy: "Write it such as 22:00-07:00.",
      }),
    );
  }
  await wishes.keep(user, { ...(await wishes.of(user)), quiet });
  return { is: "home" };
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

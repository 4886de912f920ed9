import type { Click, OwnClick } from "../../../model/notice.ts";
import type { Pressed } from "./pressed.ts";
import { quietModal } from "./dialogs/quiet-modal.ts";
import type { SlackNeeds } from "./needs.ts";
import { doneReply } from "./replies/refusal-reply.ts";
import type { Reply } from "./reply.ts";

/** Does what a button in somebody's Home says about how they are told. */
export async function onOwnClick(
  { click, account: { user }, carried }: Pressed<Click & OwnClick>,
  { wishes, book }: SlackNeeds,
): Promise<Reply> {
  switch (click.act) {
    case "direct":
      await wishes.keep(user, { ...(await wishes.of(user)), isDirect: click.on });
      return { is: "home" };
    case "quiet_hours": {
      const { quiet } = await wishes.of(user);
      return { is: "dialog", view: quietModal(quiet, book().zone, carried) };
    }
    case "greet":
      return { is: "direct", notice: doneReply(GREETING) };
  }
}

const GREETING = "This is how Pitcrew tells you alone what you can decide.";

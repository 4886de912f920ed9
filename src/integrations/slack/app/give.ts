import type { HomeView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Refusal } from "../../../intake/api/refusal.ts";
import type { Notice } from "../../../model/notice.ts";
import { renderNotice } from "../message/render.ts";
import { readModal } from "./dialogs/modal.ts";
import type { Account } from "./identify.ts";
import { refusalReply } from "./replies/refusal-reply.ts";
import type { Reply } from "./reply.ts";

/** Who asked for something, and the ways by which an answer finds them. */
export interface Asked {
  readonly account: Account;
  /** For a dialog, within three seconds. */
  readonly trigger: string | null;
  /** For words that they alone see, for half an hour. */
  readonly respond: string | null;
}

type Give = (reply: Reply, asked: Asked, home: () => Promise<HomeView>) => Promise<void>;

/** Gives somebody their answer, and nobody else. */
export function giveThrough(client: WebClient): Give {
  return async (reply, asked, home) => {
    const { account, trigger } = asked;
    switch (reply.is) {
      case "say":
        return tell(reply.notice, asked, client);
      case "direct":
        return post(reply.notice, account, client);
      case "dialog":
        if (trigger !== null) await client.views.open({ trigger_id: trigger, view: reply.view });
        return;
      case "home":
        await client.views.publish({ user_id: account.user, view: await home() });
    }
  };
}

/** A press in somebody's Home brings no address for words, and a dialog has none of its own. */
async function tell(
  notice: Notice,
  { account, trigger, respond }: Asked,
  client: WebClient,
): Promise<void> {
  if (respond !== null && (await isHeard(notice, respond))) return;
  if (respond === null && trigger !== null) {
    await client.views.open({ trigger_id: trigger, view: readModal("Pitcrew", notice) });
  } else {
    await post(notice, account, client);
  }
}

/** Slack takes five answers there, and none after half an hour. */
async function isHeard(notice: Notice, respond: string): Promise<boolean> {
  const body = { response_type: "ephemeral", replace_original: false, ...renderNotice(notice) };
  const answer = await fetch(respond, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(TELL_MS),
  });
  return answer.ok;
}

const TELL_MS = 10_000;

async function post(notice: Notice, { user }: Account, client: WebClient): Promise<void> {
  await client.chat.postMessage({ channel: user, ...renderNotice(notice), mrkdwn: false });
}

/** What those see in their Home who are nobody here. */
export function strangersHome(refusal: Refusal): HomeView {
  return { type: "home", blocks: renderNotice(refusalReply(refusal)).blocks };
}

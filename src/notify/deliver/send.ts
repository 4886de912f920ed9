import type { Chat, ChatAnswer, Place, Posted } from "../../ports/chat.ts";
import type { MessageStore, Unshown } from "../../ports/message-store.ts";

export type Sent =
  | { readonly is: "posted"; readonly channel: string }
  | { readonly is: "edited" }
  /** It is not sent, or nobody knows; try again after so long. */
  | { readonly is: "later"; readonly afterMs: number; readonly because: string | null }
  | { readonly is: "dropped"; readonly because: string | null };

export interface Sending {
  readonly chat: Chat;
  readonly messages: MessageStore;
}

/** Shows a message as it shall be: edits it where it stands, finds it, or posts it. */
export async function send(message: Unshown, sending: Sending): Promise<Sent> {
  if (message.posted !== null) return edit(message, message.posted, sending);
  const place = {
    channel: message.below?.channel ?? message.channel,
    thread: message.below?.id ?? null,
  };
  if (message.triedAt === null) return post(message, place, sending);
  const { chat, messages } = sending;
  const found = await chat.find(message.key, place, message.triedAt - CLOCKS_DIFFER_MS);
  if (found.is !== "done") return notSent(message, found, messages);
  if (found.value === undefined) {
    return message.isWorthPosting ? post(message, place, sending) : drop(message, messages);
  }
  // What stands there may be older than what shall.
  await messages.shown(message.key, { revision: message.revision - 1, ...found.value });
  return edit(message, found.value, sending);
}

/** It has not arrived, and nobody needs it any more. */
async function drop({ key }: Unshown, messages: MessageStore): Promise<Sent> {
  await messages.giveUp(key, "old");
  return { is: "dropped", because: null };
}

const CLOCKS_DIFFER_MS = 60_000;

async function post(message: Unshown, place: Place, sending: Sending): Promise<Sent> {
  const { key, notice, revision, thread } = message;
  const { chat, messages } = sending;
  await messages.trying(key);
  const answer = await chat.post({ key, notice }, place);
  if (answer.is !== "done") return notSent(message, answer, messages);
  await messages.shown(key, { revision, ...answer.value });
  // The thread's first message is gone: it is posted anew, for what comes after.
  if (thread !== null && !answer.value.isInThread) await messages.lost(thread);
  return { is: "posted", channel: place.channel };
}

async function edit(
  message: Unshown,
  at: Pick<Posted, "channel" | "id">,
  { chat, messages }: Sending,
): Promise<Sent> {
  const { key, notice, revision } = message;
  const answer = await chat.edit({ key, notice }, at);
  if (answer.is !== "done") return notSent(message, answer, messages);
  await messages.shown(key, { revision, channel: at.channel, id: at.id });
  return { is: "edited" };
}

async function notSent(
  { key }: Unshown,
  answer: Exclude<ChatAnswer<unknown>, { readonly is: "done" }>,
  messages: MessageStore,
): Promise<Sent> {
  switch (answer.is) {
    case "slow_down":
      return { is: "later", afterMs: answer.afterMs, because: null };
    case "no_answer":
      return { is: "later", afterMs: NO_ANSWER_MS, because: answer.detail };
    case "not_allowed":
      return { is: "later", afterMs: NOT_ALLOWED_MS, because: answer.detail };
    case "gone":
      await messages.lost(key);
      return { is: "later", afterMs: 0, because: null };
    case "refused":
      await messages.giveUp(key, answer.detail);
      return { is: "dropped", because: answer.detail };
  }
}

const NO_ANSWER_MS = 5_000;
const NOT_ALLOWED_MS = 60_000;

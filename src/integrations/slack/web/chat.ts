import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Notice } from "../../../model/notice.ts";
import type { Chat, ChatAnswer, Letter, Place, Posted } from "../../../ports/chat.ts";
import { tooLarge } from "../message/limits.ts";
import { type Rendered, renderNotice } from "../message/render.ts";
import { notDone } from "./answers.ts";
import { findPosted } from "./find-posted.ts";
import { metadataOf } from "./metadata.ts";

const PostedAnswer = z.looseObject({
  channel: z.string(),
  ts: z.string(),
  message: z.looseObject({ thread_ts: z.string().optional() }).optional(),
});

/** Tells people through Slack's Web API. */
export function createChat(client: WebClient): Chat {
  return {
    post: ({ key, notice }, place) => sent(notice, (shown) => post(client, key, shown, place)),
    edit: ({ key, notice }, at) =>
      sent(notice, async (shown) => {
        const metadata = metadataOf(key);
        await client.chat.update({ channel: at.channel, ts: at.id, ...shown, ...QUIET, metadata });
        return null;
      }),
    find: (key, place, since) => findPosted(client, key, place, since),
  };
}

async function sent<Value>(
  notice: Notice,
  call: (shown: Rendered) => Promise<Value>,
): Promise<ChatAnswer<Value>> {
  const shown = renderNotice(notice);
  const trouble = tooLarge(shown.blocks, "blocksOfMessage");
  if (trouble.length > 0) return { is: "refused", detail: trouble.join("; ") };
  try {
    return { is: "done", value: await call(shown) };
  } catch (error) {
    return notDone(error);
  }
}

async function post(
  client: WebClient,
  key: Letter["key"],
  shown: Rendered,
  { channel, thread }: Place,
): Promise<Posted> {
  const answer = PostedAnswer.parse(
    await client.chat.postMessage({
      channel,
      ...shown,
      ...QUIET,
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
      metadata: metadataOf(key),
      ...(thread !== null && { thread_ts: thread }),
    }),
  );
  const isInThread = thread === null || answer.message?.thread_ts === thread;
  return { channel: answer.channel, id: answer.ts, isInThread };
}

/** Slack looks for nothing in our texts: no names, no links. */
const QUIET = { link_names: false, parse: "none" } as const;

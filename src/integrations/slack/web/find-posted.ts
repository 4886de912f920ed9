import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { ChatAnswer, Place, Posted } from "../../../ports/chat.ts";
import { notDone } from "./answers.ts";
import { METADATA } from "./metadata.ts";

const Listed = z.looseObject({
  messages: z
    .array(
      z.looseObject({
        ts: z.string(),
        metadata: z
          .looseObject({
            event_type: z.string(),
            event_payload: z.looseObject({ key: z.string().optional() }),
          })
          .optional(),
      }),
    )
    .default([]),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const PAGE = 200;
const MOST_PAGES = 5;

/** Looks through what was posted since. Where we may not look, nothing is found. */
export async function findPosted(
  client: WebClient,
  key: string,
  place: Place,
  since: number,
): Promise<ChatAnswer<Posted | undefined>> {
  try {
    const channel = await openChannel(client, place.channel);
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { messages, response_metadata } = await list(
        client,
        { ...place, channel },
        since,
        cursor,
      );
      const found = messages.find(
        ({ metadata }) => metadata?.event_type === METADATA && metadata.event_payload.key === key,
      );
      if (found !== undefined)
        return { is: "done", value: { channel, id: found.ts, isInThread: true } };
      cursor = response_metadata?.next_cursor;
      if (cursor === undefined || cursor === "") break;
    }
    return { is: "done", value: undefined };
  } catch (error) {
    const answer = notDone(error);
    const mayNotLook =
      answer.is === "refused" || answer.is === "not_allowed" || answer.is === "gone";
    return mayNotLook ? { is: "done", value: undefined } : answer;
  }
}

/** A person's own channel has a name of its own. */
async function openChannel(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await client.conversations.open({ users: channel });
  return opened.channel?.id ?? channel;
}

async function list(
  client: WebClient,
  { channel, thread }: Place,
  since: number,
  cursor: string | undefined,
) {
  const page = {
    channel,
    oldest: String(since / 1_000),
    limit: PAGE,
    include_all_metadata: true,
    ...(cursor !== undefined && { cursor }),
  };
  return Listed.parse(
    thread === null
      ? await client.conversations.history(page)
      : await client.conversations.replies({ ...page, ts: thread }),
  );
}

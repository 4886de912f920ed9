import type { MessageStore, PageState, Wanted } from "../ports/message-store.ts";
import { pageNotice } from "./notices/page-notice.ts";
import type { AddressBook } from "./plan/address-book.ts";

/** Says in the chat what becomes of each call for a person. */
export function followPages(messages: MessageStore, book: () => AddressBook): () => Promise<void> {
  let known = "[]";
  return async () => {
    const wanted = (await messages.pages()).flatMap((page) => messageFor(page, book()));
    const now = JSON.stringify(wanted);
    if (now === known) return;
    await messages.want(wanted);
    known = now;
  };
}

function messageFor(page: PageState, book: AddressBook): readonly Wanted[] {
  const { to } = page;
  const channel = (to === null ? null : book.channelFor(to)) ?? book.channelOf(to ?? "");
  if (channel === null) return [];
  const key = `page/${page.id}`;
  const notice = pageNotice(page, book);
  const worth = { is: "always" } as const;
  return [{ key, channel, thread: null, notice, urgency: 0, worth, joins: false }];
}

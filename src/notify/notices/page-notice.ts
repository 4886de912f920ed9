import type { Notice } from "../../model/notice.ts";
import type { PageState } from "../../ports/message-store.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { withoutStop } from "../wording/approval-words.ts";
import { askedWords, NO_VERDICT, NOBODY_PAGED } from "../wording/page-words.ts";

/** That a person is needed, and whether one was paged: nobody shall believe so who may not. */
export function pageNotice(page: PageState, book: AddressBook): Notice {
  const { about, to, trouble } = page;
  const state = stateOf(page);
  const reason = withoutStop(reasonOf(page, book));
  const who = to === null ? "" : ` For ${to}.`;
  return {
    sentence: `${state}: ${about}: ${reason}.`,
    parts: [
      { is: "headline", state, about, aside: null },
      { is: "text", text: `${reason}.${who}` },
      ...(trouble === null
        ? []
        : [{ is: "row", label: "WHY", text: `${trouble}. It is tried again.` } as const]),
    ],
  };
}

function stateOf({ isPaged, isSettled, trouble }: PageState): string {
  if (isPaged) return "PAGED";
  return trouble === null || isSettled ? "NEEDS A PERSON" : NOBODY_PAGED;
}

function reasonOf({ kind, reason, by }: PageState, book: AddressBook): string {
  switch (kind) {
    case "escalate":
    case "page_for_alert":
      return reason ?? LOOK;
    case "no_verdict":
      return NO_VERDICT;
    case "page_asked":
      return askedWords(book.nameOf(by ?? ""), reason ?? LOOK);
  }
}

const LOOK = "A person has to look";

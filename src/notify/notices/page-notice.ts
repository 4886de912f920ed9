import type { Notice } from "../../model/notice.ts";
import type { PageState } from "../../ports/message-store.ts";

/** That a person is needed, and whether one was paged: nobody shall believe so who may not. */
export function pageNotice(page: PageState): Notice {
  const { about, to, trouble } = page;
  const state = stateOf(page);
  const reason = reasonOf(page).replace(/\.$/, "");
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
  return trouble === null || isSettled ? "NEEDS A PERSON" : "NOBODY HAS BEEN PAGED YET";
}

function reasonOf({ kind, reason }: PageState): string {
  switch (kind) {
    case "escalate":
    case "page_for_alert":
      return reason ?? "A person has to look";
    case "no_verdict":
      return "The run has come to no end by its deadline, and does not say why";
  }
}

import type { Notice } from "../../model/notice.ts";
import type { RunLine } from "../../ports/message-store.ts";
import type { AddressBook } from "../plan/address-book.ts";

const MOST_LINES = 20;

/** Many runs in one message, when each with one of its own would drown what matters. */
export function digest(lines: readonly RunLine[], book: AddressBook): Notice {
  const waiting = lines.filter(({ line }) => line.startsWith("WAITING")).length;
  const shown = lines.slice(0, MOST_LINES);
  const rest = lines.length - shown.length;
  const more = rest === 0 ? "" : `and ${rest} more; pitcrew runs lists them all`;
  const state = lines.length === 0 ? "ALL ENDED" : `${lines.length} RUNS`;
  const wait = waitWords(waiting);
  return {
    sentence: `${lines.length} runs are going on at once, and ${wait}.`,
    parts: [
      { is: "headline", state, about: "many at once, shown together", aside: null },
      { is: "lines", lines: shown.map(({ run, line }) => ({ text: line, url: book.linkTo(run) })) },
      { is: "text", text: more },
      { is: "small", text: `${wait}; what needs a decision is asked in the thread` },
    ],
  };
}

function waitWords(waiting: number): string {
  if (waiting === 0) return "none waits for a person";
  return waiting === 1 ? "1 waits for a person" : `${waiting} wait for a person`;
}

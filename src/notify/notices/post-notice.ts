import type { Run } from "../../engine/machine/state.ts";
import type { Notice } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { shortRun, subject } from "../wording/subject.ts";
import { openRunButton } from "./buttons.ts";

/** What a playbook says, and which run says it. */
export function postNotice(program: Program, run: Run, text: string, book: AddressBook): Notice {
  const about = subject(program, run);
  const buttons = openRunButton(run.id, about, book);
  return {
    sentence: `${about}: ${text}`,
    parts: [
      { is: "text", text },
      { is: "small", text: `${about}, run ${shortRun(run.id)}` },
      { is: "buttons", buttons },
    ],
  };
}

import type { Ending, Run } from "../../engine/machine/state.ts";
import type { Notice } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { Background } from "../../ports/message-store.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { stateWords } from "../wording/state-words.ts";
import { shortRun, subject } from "../wording/subject.ts";
import { alertButtons } from "./alert-buttons.ts";
import { openRunButton } from "./buttons.ts";

/** A message of its own for an end that needs a person: an edited one notifies nobody. */
export function alarm(
  program: Program,
  run: Run,
  ending: Ending,
  { alerts }: Background,
  book: AddressBook,
): Notice {
  const about = subject(program, run);
  const state = stateWords(run);
  const buttons = [...openRunButton(run.id, about, book), ...alertButtons(alerts)];
  const reason = ending.reason.replace(/\.$/, "");
  return {
    sentence: `${state}: ${about}: ${reason}.`,
    parts: [
      { is: "headline", state, about, aside: `run ${shortRun(run.id)}` },
      { is: "text", text: `${reason}.` },
      { is: "row", label: "NEXT", text: nextOf(ending) },
      { is: "buttons", buttons },
    ],
  };
}

function nextOf({ failure, escalateTo, step }: Ending): string {
  const handed = escalateTo === null ? "" : `Handed over to ${escalateTo}.`;
  const look = step === null ? "" : `Look at "${step}" first.`;
  return [handed, failure?.remedy ?? look].filter((part) => part !== "").join(" ");
}

/** The ends that nobody may miss. */
export function needsPerson({ outcome }: Ending): boolean {
  return outcome === "escalated" || outcome === "failed" || outcome === "unknown";
}

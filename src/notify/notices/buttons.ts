import type { Button } from "../../model/notice.ts";
import type { AddressBook } from "../plan/address-book.ts";

const LABELS = {
  status: "Steps",
  plan: "Full plan",
  stop: "Stop",
  page: "Page somebody",
  start: "Start",
  undo: "Undo",
  retry: "Run again",
} as const;

/** Where the label alone does not say all of it. */
const SPOKEN: Partial<Record<Act, string>> = {
  stop: "Stop and take back its changes",
  undo: "Take back its changes",
};

type Act = keyof typeof LABELS;

const TONES = { stop: "danger", undo: "danger", start: "main" } as const;

/** What a person can ask of a run as a whole. */
export function runButton(act: Act, run: string, about: string): Button {
  const label = LABELS[act];
  const tone = act in TONES ? TONES[act as keyof typeof TONES] : "plain";
  return {
    label,
    spoken: `${SPOKEN[act] ?? label}: ${about}`,
    tone,
    does: { is: "click", act, run },
  };
}

/** Nothing while there is no page to open. */
export function openRunButton(
  run: string,
  about: string,
  book: Pick<AddressBook, "linkTo">,
): readonly Button[] {
  const url = book.linkTo(run);
  if (url === null) return [];
  const does = { is: "open", url } as const;
  return [{ label: "Open run", spoken: `Open run: ${about}`, tone: "plain", does }];
}

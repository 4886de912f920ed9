import type { Run, TaskRef } from "../../engine/machine/state.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Button, Notice } from "../../model/notice.ts";
import { ask } from "../../steps/control/ask.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { clockTime } from "../wording/clock-time.ts";

/** What a run asks people, with a button for each answer. */
export function questionCard(
  run: Run,
  ref: TaskRef,
  given: JsonObject,
  until: number,
  book: AddressBook,
): Notice {
  const { question, of, choices, proof } = ask.params.parse(given);
  const by = clockTime(until, book.zone);
  return {
    sentence: `Answer needed by ${by}: ${question}`,
    parts: [
      { is: "headline", state: `ANSWER BY ${by}`, about: ref.step, aside: null },
      { is: "text", text: question },
      ...(proof === undefined ? [] : [{ is: "row", label: "HAND IN", text: proof } as const]),
      { is: "row", label: "WHO", text: `one of ${of.join(", ")}` },
      { is: "buttons", buttons: answers(run, ref, question, choices ?? []) },
    ],
  };
}

function answers(
  { id: run }: Run,
  { step, item }: TaskRef,
  question: string,
  choices: readonly string[],
): readonly Button[] {
  const button = (label: string, answer: string | null): Button => ({
    label,
    spoken: `${label}: ${question}`,
    tone: "plain",
    does: { is: "click", act: "answer", run, step, item, answer },
  });
  return choices.length === 0
    ? [button("Write an answer", null)]
    : choices.map((choice) => button(choice, choice));
}

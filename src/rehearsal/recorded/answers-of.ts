import type { Program } from "../../playbook/program.ts";
import { answersTo, EXPIRE } from "../answers.ts";
import type { Answers } from "../test-file.ts";
import type { RecordedEnd, RecordedEvent } from "./recording.ts";

/** What people said to each step. A yes of several people is one yes in a test. */
export function answersOf(
  events: readonly RecordedEvent[],
  { ran }: Pick<RecordedEnd, "ran">,
  { steps }: Program,
): Answers {
  const said = new Map<string, string[]>();
  const say = (step: string, word: string): void => {
    said.set(step, [...(said.get(step) ?? []), word]);
  };
  const foreseen = new Set<string>();
  for (const event of events) {
    switch (event.is) {
      case "performed":
        if (event.phase === "plan") foreseen.add(event.step);
        break;
      case "voted":
        if (said.get(event.step)?.at(-1) !== event.vote) say(event.step, event.vote);
        break;
      case "answered":
        say(event.step, event.answer);
        break;
      case "settled":
        say(event.step, event.verdict);
        break;
      case "started":
      case "child_ended":
      case "alert_resolved":
      case "stopped":
        break;
    }
  }
  // A question that nobody answered leaves nothing on record, and has expired.
  for (const [id, step] of steps) {
    const wasAsked = foreseen.has(id) || (step.kind.kind === "ask" && ran.has(id));
    const words = answersTo(step);
    if (wasAsked && !said.has(id) && words !== "any" && words.includes(EXPIRE)) say(id, EXPIRE);
  }
  return Object.fromEntries([...said].map(([step, words]) => [step, oneOrAll(words)]));
}

function oneOrAll(words: readonly string[]): string | string[] {
  const [only = ""] = words;
  return words.length === 1 ? only : [...words];
}

import type { Moment } from "../../engine/step-times.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Notice } from "../../model/notice.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { clockTime } from "../wording/clock-time.ts";
import { scalarsOf } from "../wording/values.ts";

const MOST_LINES = 30;
const MOST_VALUES = 6;

/** What happened, sentence by sentence, with what each look found; nothing when nothing is new. */
export function detail(moments: readonly Moment[], book: AddressBook): Notice | undefined {
  const lines = moments.flatMap((moment) => linesOf(moment, book));
  const [last] = lines.slice(-1);
  if (last === undefined) return undefined;
  const shown = lines.slice(-MOST_LINES);
  const left = lines.length - shown.length;
  const earlier = left === 0 ? [] : [`${left} earlier lines stand in the record of the run.`];
  return {
    sentence: last,
    parts: [...earlier, ...shown].map((text) => ({ is: "text", text }) as const),
  };
}

function linesOf({ recorded }: Moment, book: AddressBook): readonly string[] {
  const { event, notes, entry } = recorded;
  const at = clockTime(entry.at, book.zone);
  const found =
    event.is === "performed" && event.phase === "run" && event.result.is === "succeeded"
      ? foundWords(event.step, event.result.output)
      : [];
  return [...found, ...notes].map((line) => `${at}  ${line}`);
}

function foundWords(step: string, output: JsonValue): readonly string[] {
  const values = scalarsOf(output).slice(0, MOST_VALUES);
  return values.length === 0
    ? []
    : [`"${step}" found ${values.map(([name, value]) => `${name} ${value}`).join(", ")}.`];
}

import { formFinder } from "./find-forms.ts";
import { formsOf, HIDDEN, isWord, piecesOf } from "./secret-forms.ts";

/** Takes known secrets out of what is stored, shown or told, by their values. */
export interface Redaction {
  readonly text: (text: string) => string;
  /** The same value where there is nothing to hide. Only texts are looked at, and names of fields. */
  readonly value: <Value>(value: Value) => Value;
}

/**
 * A secret that is no better than a word stays where programs read on: hidden there, it would turn
 * the name of a connection or of a queue into another one, and a run would go wrong. `hide_words`
 * is for what only people read.
 */
export function redactionOf(
  secrets: readonly string[],
  words: "hide_words" | "leave_words" = "leave_words",
): Redaction {
  const pieces = [...new Set(secrets.flatMap(piecesOf))];
  const find = formFinder(pieces.filter((piece) => !isWord(piece)).flatMap(formsOf));
  const alone = words === "hide_words" ? wordsPattern(pieces.filter(isWord)) : undefined;

  function text(given: string): string {
    const places = find(given);
    const rest = places.length === 0 ? given : cutOut(given, places);
    return alone === undefined ? rest : rest.replaceAll(alone, HIDDEN);
  }

  function value<Value>(given: Value): Value {
    return hideIn(given, text) as Value; // texts stay texts, and the rest stays as it is
  }

  return { text, value };
}

function cutOut(text: string, places: readonly { from: number; to: number }[]): string {
  let rest = "";
  let end = 0;
  for (const { from, to } of places) {
    rest += text.slice(end, from) + HIDDEN;
    end = to;
  }
  return rest + text.slice(end);
}

/** Only where no letter, digit or joining mark stands beside it. */
function wordsPattern(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  const escaped = longestFirst.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}_.-])(?:${escaped.join("|")})(?![\\p{L}\\p{N}_.-])`, "gu");
}

function hideIn(value: unknown, text: (given: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return hideInList(value, text);
  if (value instanceof Map) return hideInMap(value, text);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value);
  const hidden = entries.map(([name, one]) => [text(name), hideIn(one, text)] as const);
  const isSame = hidden.every(([name, one], at) => {
    const before = entries[at];
    return before !== undefined && name === before[0] && one === before[1];
  });
  return isSame ? value : Object.fromEntries(hidden);
}

function hideInList(list: readonly unknown[], text: (given: string) => string): unknown {
  const hidden = list.map((one) => hideIn(one, text));
  return hidden.every((one, at) => one === list[at]) ? list : hidden;
}

function hideInMap(map: ReadonlyMap<unknown, unknown>, text: (given: string) => string): unknown {
  const entries = [...map];
  const hidden = hideInList(entries, text);
  return hidden === entries ? map : new Map(hidden as typeof entries);
}

/** What is made of another class is left alone: nobody knows how to copy it. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}

import { fitsGlob } from "../../model/glob.ts";
import { isList, type JsonValue } from "../../model/json.ts";
import { ANY, BOOL, INT, NUMBER, type Shape, TEXT } from "../../model/shape.ts";
import { boundText } from "../bounds.ts";
import { asNumber, asText } from "../checked-value.ts";
import { spellDuration } from "../convert.ts";
import { type Frame, ROUND, spend, spendOnText } from "../frame.ts";
import { isJsonObject, keysOf } from "../members.ts";
import { nameValue, readDuration } from "../read.ts";
import { stop } from "../stop.ts";
import { DURATION } from "../types.ts";
import type { Form } from "./form.ts";

const texts = [TEXT];
const list: Shape = { is: "list", of: ANY };
const map: Shape = { is: "map", of: ANY };

const size: readonly Form[] = [
  { takes: [[TEXT, list, map]], gives: INT, run: ([value], frame) => sizeOf(value, frame) },
];

export const TEXT_FUNCTIONS: Readonly<Record<string, readonly Form[]>> = {
  size,
  lower: [
    {
      takes: [texts],
      gives: ([type]) => lowered(type),
      run: ([text], frame) => lower(asText(text), frame),
    },
  ],
  string: [
    { takes: [[TEXT, NUMBER, BOOL]], gives: TEXT, run: ([value]) => spell(value) },
    { takes: [[DURATION]], gives: TEXT, run: ([time]) => spellDuration(asNumber(time)) },
  ],
  duration: [{ takes: [texts], gives: DURATION, run: ([text]) => toDuration(asText(text)) }],
  glob: [
    {
      takes: [texts, texts],
      gives: BOOL,
      run: ([text, pattern], frame) => seekIn(text, pattern, frame, (a, b) => fitsGlob(b, a)),
    },
  ],
};

export const TEXT_METHODS: Readonly<Record<string, readonly Form[]>> = {
  size,
  contains: [
    {
      takes: [texts, texts],
      gives: BOOL,
      run: ([text, part], frame) => seekIn(text, part, frame, (a, b) => a.includes(b)),
    },
  ],
  startsWith: [
    {
      takes: [texts, texts],
      gives: BOOL,
      run: ([text, part], frame) => seekIn(text, part, frame, (a, b) => a.startsWith(b)),
    },
  ],
  endsWith: [
    {
      takes: [texts, texts],
      gives: BOOL,
      run: ([text, part], frame) => seekIn(text, part, frame, (a, b) => a.endsWith(b)),
    },
  ],
  join: [{ takes: [[{ is: "list", of: TEXT }], texts], gives: TEXT, run: join }],
};

/** Characters as a person counts them: one emoji is one. */
function sizeOf(value: JsonValue | undefined, frame: Frame): number {
  if (typeof value === "string") {
    spendOnText(frame, 2 * value.length);
    let size = 0;
    for (let at = 0; at < value.length; size++) at += (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    return size;
  }
  if (isList(value)) return value.length;
  if (value !== undefined && isJsonObject(value)) return keysOf(value, frame).length;
  stop(`size(…) was given ${nameValue(value)}`, "Ask for the size of a text, a list or a map.");
}

/** A name in lower case is still a name. */
function lowered(type: Shape | undefined): Shape {
  if (type?.is !== "text") return TEXT;
  return type.of ? { ...type, of: type.of.map((choice) => choice.toLowerCase()) } : type;
}

function lower(text: string, frame: Frame): string {
  spendOnText(frame, 4 * text.length);
  return text.toLowerCase();
}

function spell(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  stop(
    `string(…) was given ${nameValue(value)}`,
    "Turn a number, true or false, a duration or a text into text.",
  );
}

function toDuration(text: string): number {
  const time = readDuration(text);
  if (time !== undefined) return time;
  stop("The text is not a duration such as 30s, 10m or 1h30m", "Look at where it comes from.");
}

/** A search may compare each character of one text with each of the other, so both lengths count. */
function seekIn(
  text: JsonValue | undefined,
  part: JsonValue | undefined,
  frame: Frame,
  found: (text: string, part: string) => boolean,
): boolean {
  const [where, what] = [asText(text), asText(part)];
  spendOnText(frame, where.length + (where.length * what.length) / 4);
  return found(where, what);
}

function join([items, separator]: readonly JsonValue[], frame: Frame, inLoop: boolean): JsonValue {
  const between = asText(separator);
  const list = isList(items) ? items : [];
  return list.reduce<string>((joined, item, index) => {
    if (typeof item !== "string") {
      stop(
        `join(…) met ${nameValue(item)} in the list`,
        "Turn each item into text first: list.map(x, string(x)).join(…).",
      );
    }
    spend(frame, ROUND);
    return boundText(index === 0 ? item : joined + between + item, inLoop);
  }, "");
}

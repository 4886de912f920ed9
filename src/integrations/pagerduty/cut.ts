import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";

/** The beginning of a text, so many characters at most, never half of one. */
export function cutText(text: string, most: number): string {
  const characters = Array.from(text.toWellFormed());
  return characters.length <= most
    ? characters.join("")
    : `${characters.slice(0, most - 1).join("")}…`;
}

/** How long a text of the evidence may be, tried one after the other until all of it fits. */
const LENGTHS = [Number.POSITIVE_INFINITY, 65_536, 8_192, 1_024, 128];

const NOTICE = "Some evidence is too large for a page and was cut; the run has all of it";

/** Evidence of which the page can carry as much as possible, with a word when it is not all. */
export function cutDetails(
  details: JsonObject,
  fits: (details: JsonObject) => boolean,
): JsonObject {
  for (const length of LENGTHS) {
    const cut = length === LENGTHS[0] ? details : noticed(cutTexts(details, length));
    if (fits(cut)) return cut;
  }
  return noticed({});
}

function noticed(details: JsonObject): JsonObject {
  return { cut: NOTICE, ...details };
}

function cutTexts(value: JsonObject, most: number): JsonObject;
function cutTexts(value: JsonValue, most: number): JsonValue;
function cutTexts(value: JsonValue, most: number): JsonValue {
  if (typeof value === "string") return cutText(value, most);
  if (isList(value)) return value.map((item) => cutTexts(item, most));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, cutTexts(each, most)]),
  );
}

import { isList, type JsonValue } from "../model/json.ts";
import type { Span } from "../model/problem.ts";
import { type Shape, TEXT } from "../model/shape.ts";
import { boundList } from "./bounds.ts";
import { comparison } from "./comparison.ts";
import { convert, shapeOf } from "./convert.ts";
import { isEqual } from "./equal.ts";
import { ROUND, spend } from "./frame.ts";
import { isJsonObject } from "./members.ts";
import { isInLoop, type Part, pathOf, type Place } from "./part.ts";
import { nameValue, read } from "./read.ts";
import { refuse } from "./refusal.ts";
import { stop } from "./stop.ts";
import { nameType, unify } from "./types.ts";

/** `item in list`, `"key" in map` */
export function checkMembership(item: Part, within: Part, span: Span, place: Place): Part {
  const { is } = shapeOf(within);
  if (is === "list" || is === "any") return checkListMembership(item, within, span, place);
  const key = is === "map" ? convert(item, TEXT, place) : undefined;
  if (key) {
    return comparison(item, within, span, (frame) => isKey(key.run(frame), within.run(frame)));
  }
  refuse(
    "E203",
    span,
    `Cannot look for ${nameType(item.type)} in ${nameType(within.type)}`,
    is === "text"
      ? "write text.contains(part)"
      : "look in a list, or for a text among a map's keys",
  );
}

function checkListMembership(item: Part, within: Part, span: Span, place: Place): Part {
  const list = shapeOf(within);
  const of: Shape = list.is === "list" ? list.of : { is: "any" };
  const type = unify(shapeOf(item), of);
  const sought = type && convert(item, type, place);
  if (!type || !sought) {
    refuse(
      "E203",
      span,
      `Each item of the list is ${nameType(of)}; this is ${nameType(item.type)}`,
      "convert the item, or look in another list",
    );
  }
  const inLoop = isInLoop(place);
  const what = pathOf(within, place);
  return comparison(item, within, span, (frame) => {
    const value = sought.run(frame);
    const items = within.run(frame);
    if (isJsonObject(items)) return isKey(value, items);
    if (!isList(items)) {
      stop(`${what} is ${nameValue(items)}, not a list`, "Look in a list or a map.");
    }
    return boundList(items, what).some((candidate) => {
      spend(frame, ROUND);
      return isEqual(type, value, read(of, candidate, "An item of the list", inLoop), frame);
    });
  });
}

function isKey(key: JsonValue, map: JsonValue): boolean {
  return typeof key === "string" && isJsonObject(map) && Object.hasOwn(map, key);
}

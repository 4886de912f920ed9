import { isList, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Shape } from "../model/shape.ts";
import { boundText } from "./bounds.ts";
import { descend, type Frame, spend } from "./frame.ts";
import { isJsonObject, keysOf } from "./members.ts";

/** What a value inside the result costs besides its characters. */
const MEMBER = 5;

/**
 * What leaves the expression. A list may hold one value many times, so what counts is its size
 * when it is written out, which stays below about 1 MB.
 */
export function boundResult(value: JsonValue, shape: Shape, frame: Frame): JsonValue {
  if (typeof value === "string") return boundText(value, false);
  if (shape.is === "list" || shape.is === "map" || shape.is === "object" || shape.is === "any") {
    chargeMembers(value, frame);
  }
  return value;
}

function chargeMembers(value: JsonValue, frame: Frame): void {
  spend(frame, MEMBER);
  if (typeof value === "string") spend(frame, value.length);
  else if (isList(value)) descend(frame, () => chargeItems(value, frame));
  else if (isJsonObject(value)) descend(frame, () => chargeFields(value, frame));
}

function chargeItems(items: readonly JsonValue[], frame: Frame): void {
  for (const item of items) chargeMembers(item, frame);
}

function chargeFields(object: JsonObject, frame: Frame): void {
  for (const key of keysOf(object, frame)) {
    spend(frame, key.length);
    chargeMembers(object[key] ?? null, frame);
  }
}

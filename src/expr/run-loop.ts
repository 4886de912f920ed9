import { isList, type JsonValue } from "../model/json.ts";
import { boundList } from "./bounds.ts";
import { type Frame, ROUND, spend } from "./frame.ts";
import { attempt } from "./logic.ts";
import type { LoopMethod } from "./loop-method.ts";
import { isJsonObject, keysOf } from "./members.ts";
import type { Part } from "./part.ts";
import { nameValue } from "./read.ts";
import { Stop, stop } from "./stop.ts";

interface Running {
  readonly method: LoopMethod;
  readonly body: Part;
  /** How many loops are around this one. */
  readonly depth: number;
  /** How messages call the list. */
  readonly what: string;
}

/** Runs the body of a loop over each item of a list, or each key of a map. */
export function runLoop(
  over: JsonValue,
  { method, body, depth, what }: Running,
  frame: Frame,
): JsonValue {
  const items = itemsOf(over, what, frame);
  const visit = visitor(body, depth, frame);
  switch (method) {
    case "map":
      return items.map(visit);
    case "filter":
      return items.filter((item) => visit(item) === true);
    case "exists_one":
      return items.filter((item) => visit(item) === true).length === 1;
    case "exists":
      return search(true, items, visit, frame);
    case "all":
      return !search(false, items, visit, frame);
  }
}

function itemsOf(value: JsonValue, what: string, frame: Frame): readonly JsonValue[] {
  if (isList(value)) return boundList(value, what);
  if (isJsonObject(value)) return boundList(keysOf(value, frame), what);
  stop(`${what} is ${nameValue(value)}, not a list`, "Loop over a list or the keys of a map.");
}

type Visit = (item: JsonValue) => JsonValue;

/** Puts an item in its place, charges for the round and evaluates the body. */
function visitor(body: Part, depth: number, frame: Frame): Visit {
  const cost = Math.max(ROUND, body.nodes);
  return (item) => {
    spend(frame, cost);
    frame.items[depth] = item;
    return body.run(frame);
  };
}

/** Whether some item gives this answer. An item without an answer matters only when none does. */
function search(sought: boolean, items: readonly JsonValue[], visit: Visit, frame: Frame): boolean {
  let failure: Stop | undefined;
  for (const item of items) {
    const answer = attempt(() => visit(item), frame);
    if (answer === sought) return true;
    if (answer instanceof Stop) failure ??= answer;
  }
  if (failure) throw failure;
  return false;
}

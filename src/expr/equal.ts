import { isList, type JsonObject, type JsonValue } from "../model/json.ts";
import type { Shape } from "../model/shape.ts";
import { descend, type Frame, ROUND, spend, spendOnText } from "./frame.ts";
import { isJsonObject, keysOf, ownField } from "./members.ts";
import { read } from "./read.ts";

/** Whether two values of one shape are the same, durations by length and not by spelling. */
export function isEqual(shape: Shape, left: JsonValue, right: JsonValue, frame: Frame): boolean {
  spend(frame, 1);
  if (typeof left === "string" && typeof right === "string") {
    if (left.length === right.length) spendOnText(frame, left.length);
    return left === right;
  }
  if (isList(left)) {
    return isList(right) && descend(frame, () => isEqualList(shape, left, right, frame));
  }
  if (isJsonObject(left)) {
    return isJsonObject(right) && descend(frame, () => isEqualObject(shape, left, right, frame));
  }
  return left === right;
}

/** Whether two members of a list or map are the same; there, durations are still text. */
function isEqualMember(
  shape: Shape,
  left: JsonValue,
  right: JsonValue | undefined,
  frame: Frame,
): boolean {
  if (right === undefined) return false;
  if (shape.is !== "duration") return isEqual(shape, left, right, frame);
  spend(frame, 3 * ROUND);
  return read(shape, left, "A duration", false) === read(shape, right, "A duration", false);
}

function isEqualList(
  shape: Shape,
  left: readonly JsonValue[],
  right: readonly JsonValue[],
  frame: Frame,
): boolean {
  const of: Shape = shape.is === "list" ? shape.of : { is: "any" };
  return (
    left.length === right.length &&
    left.every((item, index) => isEqualMember(of, item, right[index], frame))
  );
}

function isEqualObject(shape: Shape, left: JsonObject, right: JsonObject, frame: Frame): boolean {
  const keys = keysOf(left, frame);
  return (
    keys.length === keysOf(right, frame).length &&
    keys.every((key) =>
      isEqualMember(memberShape(shape, key), left[key] ?? null, ownField(right, key), frame),
    )
  );
}

function memberShape(shape: Shape, key: string): Shape {
  if (shape.is === "map") return shape.of;
  const field = shape.is === "object" && Object.hasOwn(shape.fields, key) && shape.fields[key];
  return field || { is: "any" };
}

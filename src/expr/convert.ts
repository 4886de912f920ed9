import { formatDuration } from "../model/duration.ts";
import { ANY, type Shape } from "../model/shape.ts";
import { asNumber } from "./checked-value.ts";
import { isInLoop, type Part, pathOf, type Place } from "./part.ts";
import { read } from "./read.ts";
import { refuse } from "./refusal.ts";
import { stop } from "./stop.ts";
import { unify } from "./types.ts";

/** The part as a value of the wanted shape, or nothing when it can never be one. */
export function convert(part: Part, wanted: Shape, place: Place): Part | undefined {
  const type = shapeOf(part);
  if (wanted.is === "any") return toJson(part);
  if (type.is === "any") return checkWhileRunning(part, wanted, place);
  if (type.is === "number" && wanted.is === "int") return undefined;
  return unify(type, wanted) ? part : undefined;
}

/** The part's shape; what may be missing has none until somebody says what to take instead. */
export function shapeOf(part: Part): Shape {
  if (part.type.is !== "maybe") return part.type;
  refuse(
    "E206",
    part.span,
    "This value may be missing, so it cannot be used as it is",
    "add .orValue(…) with what to use instead",
  );
}

/** The part as plain JSON, as lists, maps and the outside hold it. */
export function toJson(part: Part): Part {
  if (shapeOf(part).is !== "duration") return part;
  return { ...part, type: ANY, run: (frame) => spellDuration(asNumber(part.run(frame))) };
}

export function spellDuration(time: number): string {
  if (time < 0) {
    stop(
      "The result is a negative duration, which has no spelling",
      "Subtract the shorter duration from the longer one.",
    );
  }
  if (!Number.isSafeInteger(Math.round(time))) {
    stop("The result is too long for a duration", "Look at the durations that go in.");
  }
  return formatDuration(time);
}

function checkWhileRunning(part: Part, wanted: Shape, place: Place): Part {
  const what = pathOf(part, place);
  const inLoop = isInLoop(place);
  return { ...part, type: wanted, run: (frame) => read(wanted, part.run(frame), what, inLoop) };
}

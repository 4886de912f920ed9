import type { Step } from "../../format/step.ts";
import { change, isNow } from "./change.ts";
import type { FieldRule } from "./field-rules.ts";

/** Offering what could not be undone before is help; anything else changes what a run may do. */
export const compareUndo: FieldRule<Step["undo"]> = (before, after, place) => {
  const isOffered = before === "none" && after === "offer";
  return [change(isOffered ? "minor" : "major", place, isNow(before, after))];
};

import { milliseconds } from "../../../model/duration.ts";
import type { Approve } from "../../format/step.ts";
import { change, isNow, loosening } from "./change.ts";
import { compareFields, type FieldRule, type FieldRules, limit } from "./field-rules.ts";

export const compareApprove: FieldRule<Approve | undefined> = function* (before, after, place) {
  if (before === undefined) yield change("patch", place, "is new: people are asked first");
  else if (after === undefined) yield loosening(place, "is gone: nobody is asked any more");
  else yield* compareFields(before, after, place, APPROVE);
};

const APPROVE: FieldRules<Approve> = {
  by: (before, after, place) => {
    const added = after.filter((name) => !before.includes(name));
    if (added.length > 0) return [loosening(place, `admits ${added.join(", ")} as well`)];
    return [change("patch", place, isNow(before, after))];
  },
  count: limit({ sizeOf: Number, tight: "high", looser: "loosening" }),
  expires: limit({ sizeOf: milliseconds, tight: "low", looser: "loosening" }),
  on_expire: (before, after, place) => [
    change(after === "escalate" ? "minor" : "major", place, isNow(before, after)),
  ],
  when: (before, after, place) => [
    after === undefined
      ? change("patch", place, "is gone: people are always asked")
      : loosening(place, `${isNow(before, after)}: people may not be asked`),
  ],
};

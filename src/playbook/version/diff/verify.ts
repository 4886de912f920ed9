import { milliseconds } from "../../../model/duration.ts";
import type { Step, Verify } from "../../format/step.ts";
import { change } from "./change.ts";
import { always, compareFields, type FieldRule, type FieldRules, limit } from "./field-rules.ts";

export const compareVerify: FieldRule<Step["verify"]> = function* (before, after, place) {
  if (typeof before !== "object") {
    if (typeof after === "object")
      yield change("minor", place, "is new: the effect is checked now");
    else yield* always("patch")(before, after, place);
  } else if (typeof after !== "object") {
    yield change("major", place, "is gone: nobody checks the effect any more");
  } else {
    yield* compareFields(before, after, place, VERIFY);
  }
};

const VERIFY: FieldRules<Verify> = {
  kind: always("major"),
  with: always("major"),
  that: always("major"),
  every: always("patch"),
  within: limit({ sizeOf: milliseconds, tight: "low", looser: "minor" }),
  hold: limit({ sizeOf: milliseconds, tight: "high", looser: "major" }),
};

import { milliseconds } from "../../../model/duration.ts";
import type { Foreach, Retry } from "../../format/step.ts";
import { change } from "./change.ts";
import { always, compareFields, type FieldRule, type FieldRules, limit } from "./field-rules.ts";
import type { Bump } from "../semver.ts";

/** How often a step is tried, and how long between. Steps that run once are never tried again. */
export const compareRetry: FieldRule<Retry | undefined> = function* (before, after, place) {
  if (before === undefined) yield change("minor", place, "is new: a failed try is not the last");
  else if (after === undefined) yield change("patch", place, "is gone: the first failure counts");
  else yield* compareFields(before, after, place, RETRY);
};

const longerIsPatch = limit({ sizeOf: milliseconds, tight: "high", looser: "minor" });

const RETRY: FieldRules<Retry> = {
  max: limit({ sizeOf: Number, tight: "low", looser: "minor" }),
  backoff: longerIsPatch,
  factor: limit({ sizeOf: Number, tight: "high", looser: "minor" }),
  max_backoff: longerIsPatch,
  jitter: always("minor"),
  on: always("minor"),
};

/** What a step is repeated over; `bump` is what another set of items weighs. */
export function compareForeach(bump: Bump): FieldRule<Foreach | undefined> {
  const rules: FieldRules<Foreach> = {
    items: always(bump),
    max: limit({ sizeOf: Number, tight: "low", looser: bump }),
    at_once: limit({ sizeOf: Number, tight: "low", looser: bump }),
    on_item_failure: (before, after, place) =>
      always(after === "stop" ? "patch" : bump)(before, after, place),
  };
  return (before, after, place) =>
    before === undefined || after === undefined
      ? [change(bump, place, after === undefined ? "is gone" : "is new")]
      : compareFields(before, after, place, rules);
}

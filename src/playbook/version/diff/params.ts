import { parseDuration } from "../../../model/duration.ts";
import type { Param } from "../../format/param.ts";
import type { Playbook } from "../../format/playbook.ts";
import { change } from "./change.ts";
import {
  always,
  compareFields,
  compareMembers,
  type FieldRule,
  type FieldRules,
  limit,
  prose,
} from "./field-rules.ts";

export const compareParams: FieldRule<Playbook["params"]> = (before, after, place) =>
  compareMembers(before, after, place, {
    added: (param, here) => [
      param.default === undefined
        ? change("major", here, "is new and must be given: it has no default")
        : change("minor", here, "is new and optional: it has a default"),
    ],
    removed: (_param, here) => [change("major", here, "is gone")],
    changed: (old, young, here) => compareFields(old, young, here, rulesFor(young)),
  });

function rulesFor({ type }: Param): FieldRules<Param> {
  return {
    type: always("major"),
    of: always("major"),
    from: always("major"),
    default: (before, after, place) => {
      if (before === undefined) return [change("minor", place, "is new, so the param is optional")];
      if (after === undefined)
        return [change("major", place, "is gone, so the param must be given")];
      return type === "text" ? prose(before, after, place) : always("major")(before, after, place);
    },
    min: limit({ sizeOf, tight: "high", looser: "loosening" }),
    max: limit({ sizeOf, tight: "low", looser: "loosening" }),
    describe: prose,
  };
}

function sizeOf(end: number | string): number {
  return typeof end === "number" ? end : (parseDuration(end) ?? Number.NaN);
}

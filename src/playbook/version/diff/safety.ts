import { milliseconds } from "../../../model/duration.ts";
import { type Mode, MODES, type Safety } from "../../format/safety.ts";
import { type Change, change, inside, isNow, loosening, type Place } from "./change.ts";
import { always, compareFields, type FieldRule, type FieldRules, limit } from "./field-rules.ts";

export const compareSafety: FieldRule<Safety | undefined> = function* (before, after, place) {
  if (before === undefined) yield change("patch", place, "is new: it only holds back");
  else if (after === undefined) yield loosening(place, "is gone");
  else yield* compareFields(before, after, place, SAFETY);
};

const SAFETY: FieldRules<Safety> = {
  mode: compareModes,
  cooldown: limit({ sizeOf: milliseconds, tight: "high", looser: "loosening" }),
  max_runs: compareRunLimits,
  max_targets: limit({ sizeOf: Number, tight: "low", looser: "loosening" }),
  max_change: limit({ sizeOf: Number.parseFloat, tight: "low", looser: "loosening" }),
  // Runs of the two versions would no longer keep out of each other's way.
  lock: always("major"),
  on_locked: (before, after, place) => [
    change(after === "wait" ? "major" : "minor", place, isNow(before, after)),
  ],
  deadline: limit({ sizeOf: milliseconds, tight: "low", looser: "loosening" }),
  page_after: limit({ sizeOf: milliseconds, tight: "low", looser: "loosening" }),
  guard: (before, after, place) => {
    if (before === undefined) return [change("patch", place, "is new: it only holds back")];
    return [loosening(place, after === undefined ? "is gone" : "watches something else")];
  },
};

function* compareModes(
  before: Safety["mode"],
  after: Safety["mode"],
  place: Place,
): Generator<Change> {
  for (const env of environmentsOf(before, after)) {
    const here = env === DEFAULT ? place : inside(place, env);
    const [was, is] = [modeIn(before, env), modeIn(after, env)];
    const now = isNow(was, is);
    if (rank(is) > rank(was)) yield loosening(here, `${now}: looser`);
    if (rank(is) < rank(was)) yield change("patch", here, `${now}: tighter`);
  }
}

/** What holds for every environment that the map does not name. */
const DEFAULT = "default";

function environmentsOf(...modes: readonly Safety["mode"][]): ReadonlySet<string> {
  return new Set([
    DEFAULT,
    ...modes.flatMap((mode) => (typeof mode === "string" ? [] : Object.keys(mode))),
  ]);
}

function modeIn(mode: Safety["mode"], env: string): Mode | undefined {
  if (typeof mode === "string") return mode;
  return (
    new Map(Object.entries(mode)).get(env) ??
    (Object.hasOwn(mode, DEFAULT) ? mode[DEFAULT] : undefined)
  );
}

/** An environment without a mode is one where nothing runs. */
function rank(mode: Mode | undefined): number {
  return mode === undefined ? -1 : MODES.indexOf(mode);
}

/** `3 per 24h` becomes looser by more runs and by a shorter time alike. */
function compareRunLimits(
  before: Safety["max_runs"],
  after: Safety["max_runs"],
  place: Place,
): Iterable<Change> {
  const now = isNow(before, after);
  const [old, young] = [runLimit(before), runLimit(after)];
  const isLooser = young.runs > old.runs || young.within < old.within;
  return [
    isLooser ? loosening(place, `${now}: looser`) : change("patch", place, `${now}: tighter`),
  ];
}

function runLimit(text = "Infinity per 0s"): { readonly runs: number; readonly within: number } {
  const [runs, within = "0s"] = text.split(" per ");
  return { runs: Number(runs), within: milliseconds(within) };
}

import { coversGlob } from "../../../model/glob.ts";
import type { Match, Patterns } from "../../format/match.ts";
import { type Change, change, isNow, type Place } from "./change.ts";
import { compareFields, compareMembers, type FieldRule, type FieldRules } from "./field-rules.ts";

/** A playbook that starts for fewer alerts surprises nobody; one that starts for more does. */
export const compareMatch: FieldRule<Match | undefined> = function* (before, after, place) {
  if (before === undefined) yield change("major", place, "is new, so alerts start this playbook");
  else if (after === undefined) yield change("minor", place, "is gone, so no alert starts it");
  else yield* compareFields(before, after, place, MATCH);
};

/** `undefined` stands for a line that is not there, which holds nothing back. */
const wanted: FieldRule<Patterns | undefined> = (before, after, place) =>
  describe(covers(before, after), covers(after, before), place, isNow(before, after));

/** What keeps more alerts away makes the match narrower, so the two change places. */
const unwanted: FieldRule<Patterns | undefined> = (before, after, place) =>
  describe(
    after !== undefined && covers(after, before ?? []),
    before !== undefined && covers(before, after ?? []),
    place,
    isNow(before, after),
  );

const MATCH: FieldRules<Match> = {
  alert: wanted,
  labels: (before, after, place) => compareLines(before, after, place, wanted),
  unless: (before, after, place) => compareLines(before, after, place, unwanted),
  status: (before, after, place) => [
    change("major", place, `${isNow(before, after)}: other alerts match`),
  ],
  priority: (before, after, place) => {
    const now = isNow(before, after);
    return [after > before ? wider(place, now) : narrower(place, now)];
  },
};

function compareLines(
  before: Match["labels"],
  after: Match["labels"],
  place: Place,
  rule: FieldRule<Patterns | undefined>,
): Iterable<Change> {
  return compareMembers(before ?? {}, after ?? {}, place, {
    added: (patterns, here) => rule(undefined, patterns, here),
    removed: (patterns, here) => rule(patterns, undefined, here),
    changed: rule,
  });
}

function describe(isWithin: boolean, isAround: boolean, place: Place, now: string): Change[] {
  if (!isWithin) return [wider(place, now)];
  return [isAround ? change("patch", place, now) : narrower(place, now)];
}

function wider(place: Place, now: string): Change {
  return change("major", place, `${now}: more alerts match`);
}

function narrower(place: Place, now: string): Change {
  return change("minor", place, `${now}: fewer alerts match`);
}

/** One pattern of `outer` for each of `inner` is all it takes, and no less will do. */
function covers(outer: Patterns | undefined, inner: Patterns | undefined): boolean {
  if (outer === undefined || inner === undefined) return outer === undefined;
  return [inner].flat().every((one) => [outer].flat().some((other) => coversGlob(other, one)));
}

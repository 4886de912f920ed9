import { type Change, change, inside, isNow, loosening, type Place } from "./change.ts";
import { isSame } from "./is-same.ts";
import type { Bump } from "../semver.ts";

/** What it means that one field differs. Asked only when it does. */
export type FieldRule<Value> = (before: Value, after: Value, place: Place) => Iterable<Change>;

/** A rule for each field, none left out: a field that is added to the format needs one to compile. */
export type FieldRules<Fields> = {
  readonly [Field in keyof Fields]-?: FieldRule<Fields[Field]>;
};

export function* compareFields<Fields extends object>(
  before: Fields,
  after: Fields,
  place: Place,
  rules: FieldRules<Fields>,
): Generator<Change> {
  // The type of `rules` says that its keys are those of `Fields`.
  for (const field of Object.keys(rules) as (keyof Fields & string)[]) {
    if (isSame(before[field], after[field])) continue;
    yield* rules[field](before[field], after[field], inside(place, field));
  }
}

/** The field weighs the same however it changes. */
export function always(bump: Bump): FieldRule<unknown> {
  return (before, after, place) => [change(bump, place, isNow(before, after))];
}

/** Text that only people read. */
export const prose: FieldRule<unknown> = (_before, _after, place) => [
  change("patch", place, "reads differently"),
];

export interface Limit<Value> {
  readonly sizeOf: (value: Value) => number;
  /** Which end holds a run back more. No limit at all always holds it back least. */
  readonly tight: "low" | "high";
  /** What a looser limit weighs; `loosening` when it is a guard that people rely on. */
  readonly looser: Bump | "loosening";
}

export function limit<Value>({
  sizeOf,
  tight,
  looser,
}: Limit<Value>): FieldRule<Value | undefined> {
  const slackOf = (value: Value | undefined) => {
    if (value === undefined) return Infinity;
    return tight === "low" ? sizeOf(value) : -sizeOf(value);
  };
  return (before, after, place) => {
    const now = isNow(before, after);
    if (slackOf(after) < slackOf(before)) return [change("patch", place, `${now}: tighter`)];
    if (slackOf(after) === slackOf(before)) return [change("patch", place, now)];
    if (looser === "loosening") return [loosening(place, `${now}: looser`)];
    return [change(looser, place, `${now}: looser`)];
  };
}

/** Compares the members of two records by name. */
export function* compareMembers<Member>(
  before: Readonly<Record<string, Member>>,
  after: Readonly<Record<string, Member>>,
  place: Place,
  rules: {
    readonly added: (member: Member, place: Place) => Iterable<Change>;
    readonly removed: (member: Member, place: Place) => Iterable<Change>;
    readonly changed: FieldRule<Member>;
  },
): Generator<Change> {
  const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const [name, member] of old) {
    const now = young.get(name);
    const here = inside(place, name);
    if (now === undefined) yield* rules.removed(member, here);
    else if (!isSame(member, now)) yield* rules.changed(member, now, here);
  }
  for (const [name, member] of young) {
    if (!old.has(name)) yield* rules.added(member, inside(place, name));
  }
}

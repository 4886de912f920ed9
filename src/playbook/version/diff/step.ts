import { type EffectClass, isLooser } from "../../../model/effect-class.ts";
import { milliseconds } from "../../../model/duration.ts";
import type { Kinds } from "../../../steps/step-kind.ts";
import type { Step } from "../../format/step.ts";
import { type Change, change, isNow, loosening, type Place } from "./change.ts";
import { compareApprove } from "./approve.ts";
import { compareForeach, compareRetry } from "./repeat.ts";
import { compareUndo } from "./undo.ts";
import { compareVerify } from "./verify.ts";
import {
  always,
  compareFields,
  compareMembers,
  type FieldRule,
  type FieldRules,
  limit,
  prose,
} from "./field-rules.ts";
import { reachOf } from "./reach.ts";
import type { Bump } from "../semver.ts";

/** One step before and after. Whatever a changing or steering step does otherwise is a major change. */
export function compareStep(
  before: Step,
  after: Step,
  place: Place,
  kinds: Kinds,
): Iterable<Change> {
  const onlyReads = [before, after].every((step) => reachOf(step, kinds) === "reads");
  return compareFields(before, after, place, rulesFor(onlyReads ? "minor" : "major", after.kind));
}

function rulesFor(bump: Bump, kind: string): FieldRules<Step> {
  return {
    id: always(bump),
    name: prose,
    kind: always(bump),
    with: compareInputs(bump, PROSE.get(kind) ?? []),
    when: always(bump),
    needs: always(bump),
    foreach: compareForeach(bump),
    effect: compareEffects,
    retry: compareRetry,
    timeout: compareTimeouts,
    approve: compareApprove,
    verify: compareVerify,
    because: prose,
    undo: bump === "minor" ? always("patch") : compareUndo,
    then: (_before, after, place) => [
      after === "end"
        ? change("minor", place, "is end: the run ends with this step")
        : change("major", place, "is gone: the run goes on after this step"),
    ],
    on_failure: compareRescue,
  };
}

/** Inputs of kinds that the engine carries out, which are words for people and decide nothing. */
const PROSE: ReadonlyMap<string, readonly string[]> = new Map([
  ["stop", ["reason"]],
  ["escalate", ["reason"]],
  ["ask", ["question", "proof"]],
  ["slack.post", ["text"]],
  ["pagerduty.note", ["text"]],
]);

function compareInputs(bump: Bump, words: readonly string[]): FieldRule<Step["with"]> {
  return (before, after, place) => {
    const rule: FieldRule<unknown> = (old, young, here) =>
      (words.includes(String(here.at.at(-1))) ? prose : always(bump))(old, young, here);
    return compareMembers(before, after, place, {
      added: (input, here) => rule(undefined, input, here),
      removed: (input, here) => rule(input, undefined, here),
      changed: rule,
    });
  };
}

function compareEffects(
  before: EffectClass | undefined,
  after: EffectClass | undefined,
  place: Place,
): Iterable<Change> {
  const now = isNow(before, after);
  const isTighter = after !== undefined && (before === undefined || isLooser(before, after));
  return [
    isTighter ? change("patch", place, `${now}: tighter`) : loosening(place, `${now}: looser`),
  ];
}

/** Without a time-out of its own, a step has that of its kind, which may be longer or shorter. */
function compareTimeouts(
  before: Step["timeout"],
  after: Step["timeout"],
  place: Place,
): Iterable<Change> {
  if (before === undefined || after === undefined) return always("minor")(before, after, place);
  return limit({ sizeOf: milliseconds, tight: "low", looser: "minor" })(before, after, place);
}

/** The steps of an `on_failure` list are compared by their ids, like all others. */
function compareRescue(
  before: Step["on_failure"],
  after: Step["on_failure"],
  place: Place,
): Iterable<Change> {
  const [was, is] = [before, after].map((way) => (typeof way === "string" ? way : "steps"));
  if (is === was) return [];
  return [change(is === "continue" ? "major" : "minor", place, isNow(was, is))];
}

import { SEVERITIES } from "../../model/severity.ts";
import type { Kinds } from "../../steps/step-kind.ts";
import type { Playbook } from "../format/playbook.ts";
import { type Change, change, isNow } from "./diff/change.ts";
import { compareMatch } from "./diff/match.ts";
import { compareParams } from "./diff/params.ts";
import { compareSafety } from "./diff/safety.ts";
import { compareSteps } from "./diff/steps.ts";
import {
  always,
  compareFields,
  compareMembers,
  type FieldRules,
  prose,
} from "./diff/field-rules.ts";

/**
 * Everything that differs between two versions of a playbook, each with the least bump it asks for.
 *
 * Patch: words, and limits that hold a run back more. Minor: what a caller may use in addition, and
 * what can only let a run look at more or do less. Major: whatever may break a caller, start for
 * more alerts, or change more of the world, or other things of it. When in doubt, major: a version
 * raised too far costs nothing, one raised too little runs at night under an old trust.
 */
export function diffPlaybooks(before: Playbook, after: Playbook, kinds: Kinds): readonly Change[] {
  const rules: FieldRules<Playbook> = {
    format: always("major"),
    name: always("major"),
    version: () => [],
    // Who is told, and who is asked where a step names nobody.
    owner: always("major"),
    severity: (old, young, place) => {
      const isRaised = SEVERITIES.indexOf(young) > SEVERITIES.indexOf(old);
      return [change(isRaised ? "minor" : "major", place, isNow(old, young))];
    },
    summary: prose,
    match: compareMatch,
    params: compareParams,
    safety: compareSafety,
    steps: () => compareSteps(before, after, kinds),
    outputs: (old, young, place) =>
      compareMembers(old, young, place, {
        added: (_output, here) => [change("minor", here, "is new")],
        removed: (_output, here) => [change("major", here, "is gone")],
        changed: (was, is, here) => [
          change("major", here, `${isNow(was, is)}: its type or meaning may differ`),
        ],
      }),
  };
  return [...compareFields(before, after, { at: [], called: "" }, rules)];
}

import { parse } from "yaml";
import type { Problem } from "../../../src/model/problem.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import type { Rule } from "../../../src/check/rules/rule.ts";
import { subjectOf } from "../../../src/check/subject.ts";
import type { World } from "../../../src/check/world.ts";
import { kinds } from "../../fixtures/kinds.ts";

/** A playbook with these parts replaced, so that a test shows only what it is about. */
function playbookFrom(parts: string): Playbook {
  return Playbook.parse({
    format: 1,
    name: "sample",
    version: "1.0.0",
    owner: "team-payments",
    severity: "low",
    summary: "Something to check.",
    steps: [{ id: "end", kind: "stop", with: { outcome: "nothing_to_do", reason: "ok" } }],
    ...parse(parts),
  });
}

export const BARE_WORLD: World = { kinds, directory: undefined, connections: undefined };

/** What a rule says of a playbook, as `E115 steps.1.id`. */
export function judge(rule: Rule, parts: string, world: World = BARE_WORLD): readonly string[] {
  return problems(rule, parts, world).map(({ code, at }) => `${code} ${at.join(".")}`);
}

export function problems(rule: Rule, parts: string, world = BARE_WORLD): readonly Problem[] {
  return [...rule(subjectOf(playbookFrom(parts), world))];
}

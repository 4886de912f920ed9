import { changes } from "../../model/effect-class.ts";
import type { Problem } from "../../model/problem.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { error } from "./rule.ts";

/** Changing every item of an empty list looks like success although nothing was done. */
export function* foreachTargets({ playbook, world: { kinds } }: Subject): Generator<Problem> {
  for (const { step, at } of stepsOf(playbook)) {
    const kind = kinds.get(step.kind);
    if (step.foreach === undefined || kind?.carrier !== "step" || !changes(kind.effect)) continue;
    const items = squeezed(step.foreach.items);
    if (!GUARDS.some((guard) => squeezed(step.when ?? "").includes(guard(items)))) {
      yield error({
        code: "E136",
        at: [...at, "foreach", "items"],
        message: `"${step.id}" would look done when this list is empty`,
        fix: `when: size(${step.foreach.items}) > 0`,
      });
    }
    if (playbook.safety !== undefined && step.foreach.max > playbook.safety.max_targets) {
      yield error({
        code: "E134",
        at: [...at, "foreach", "max"],
        message: `Up to ${step.foreach.max} items, but safety.max_targets allows ${playbook.safety.max_targets}`,
        fix: `write max: ${playbook.safety.max_targets}, or raise safety.max_targets`,
      });
    }
  }
}

const GUARDS: readonly ((items: string) => string)[] = [
  (items) => `size(${items})>0`,
  (items) => `size(${items})>=1`,
  (items) => `size(${items})!=0`,
  (items) => `${items}.size()>0`,
  (items) => `${items}!=[]`,
];

function squeezed(expression: string): string {
  return expression.replace(/\s+/g, "");
}

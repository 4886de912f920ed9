import { ran } from "../../expr/presence.ts";
import type { Problem } from "../../model/problem.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { surelyIn } from "../surely.ts";
import { error } from "./rule.ts";

/** "Fixed" means verified: a `stop` may only say so where a verify has surely passed. */
export function* resolved({ playbook, scopes }: Subject): Generator<Problem> {
  const surely = surelyIn(playbook, scopes);
  const steps = [...stepsOf(playbook)];
  const verified = steps.filter(({ step }) => typeof step.verify === "object");
  for (const { step, at } of steps) {
    if (step.kind !== "stop" || step.with["outcome"] !== "resolved") continue;
    const facts = surely.inside(step.id);
    if (verified.some(({ step: change }) => facts.has(ran(change.id)))) continue;
    const [change] = verified;
    yield error({
      code: "E138",
      at: [...at, "with", "outcome"],
      message: "Nothing that was verified has surely happened when the run gets here",
      fix:
        change === undefined
          ? "write outcome: nothing_to_do"
          : `add when: ran("${change.step.id}"), or write outcome: nothing_to_do`,
    });
  }
}

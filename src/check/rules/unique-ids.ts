import type { Problem } from "../../model/problem.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Subject } from "../subject.ts";
import { error } from "./rule.ts";

/** Other steps, tests and approvals refer to a step by its id. */
export function* uniqueIds({ playbook }: Subject): Generator<Problem> {
  const seen = new Set<string>();
  for (const { step, at } of stepsOf(playbook)) {
    if (seen.has(step.id)) {
      yield error({
        code: "E115",
        at: [...at, "id"],
        message: `Another step already has the id "${step.id}"`,
        fix: `give this one another id, such as "${step.id}_2"`,
      });
    }
    seen.add(step.id);
  }
}

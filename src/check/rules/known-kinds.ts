import { didYouMean } from "../../model/did-you-mean.ts";
import type { Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { kindUses } from "./kind-uses.ts";
import { error } from "./rule.ts";

export function* knownKinds({ playbook, world: { kinds } }: Subject): Generator<Problem> {
  for (const { kind, at } of kindUses(playbook)) {
    if (kinds.has(kind)) continue;
    const meant = didYouMean(kind, [...kinds.keys()]);
    yield error({
      code: "E121",
      at: [...at, "kind"],
      message: `There is no kind "${kind}"`,
      fix:
        meant === undefined
          ? "pitcrew schema --kinds lists the kinds there are"
          : `did you mean "${meant}"?`,
    });
  }
}

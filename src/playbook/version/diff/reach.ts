import { changes } from "../../../model/effect-class.ts";
import type { Kinds } from "../../../steps/step-kind.ts";
import type { Step } from "../../format/step.ts";

/**
 * What a step can do: look, steer the run itself or tell people (`stop`, `escalate`, `slack.post`), or change
 * the world. A sub-playbook may hold changes, and an unknown kind may be anything.
 */
export type Reach = "reads" | "steers" | "changes";

export function reachOf(step: Step, kinds: Kinds): Reach {
  const kind = kinds.get(step.kind);
  if (kind === undefined || kind.kind === "playbook") return "changes";
  if (kind.carrier === "engine") return "steers";
  if (changes(kind.effect) || (step.effect !== undefined && changes(step.effect))) return "changes";
  return "reads";
}

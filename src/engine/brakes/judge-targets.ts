import type { Failure } from "../../model/failure.ts";

/** `touched` are those that the run has changed, `wanted` those of one more change. */
export function judgeTargets(
  step: string,
  wanted: readonly string[],
  touched: readonly string[],
  most: number,
): Failure | undefined {
  if (wanted.length === 0) return noTarget(step);
  const all = new Set([...touched, ...wanted]);
  if (all.size <= most) return undefined;
  return {
    code: "E345",
    message: `"${step}" would bring the targets of this run to ${all.size}, and safety.max_targets is ${most}`,
    remedy: "Choose fewer targets, or have the playbook allow more in a new version.",
    retry: "never",
  };
}

function noTarget(step: string): Failure {
  return {
    code: "E346",
    message: `"${step}" would change something, and nobody can say what`,
    remedy: "Look what the list that it works on came to; a change without a target is never sent.",
    retry: "never",
  };
}

import type { FieldError } from "../../api/status.ts";
import type { Kept, Plural } from "../../objects/kept.ts";
import { checkAutoscaler } from "./autoscaler.ts";
import { checkMetadata } from "./metadata.ts";
import { checkPod } from "./pod-spec.ts";
import { checkDeployment, checkWorkload } from "./workload.ts";

/** All that an object may not say, beside what has the wrong type; `before` is what it replaces. */
export function validate<K extends Plural>(
  plural: K,
  object: Kept[K],
  before: Kept[K] | undefined,
): readonly FieldError[] {
  return [...checkMetadata(object), ...(CHECKS[plural]?.(object, before) ?? [])];
}

const CHECKS: {
  readonly [K in Plural]?: (object: Kept[K], before: Kept[K] | undefined) => readonly FieldError[];
} = {
  pods: checkPod,
  deployments: checkDeployment,
  replicasets: checkWorkload,
  horizontalpodautoscalers: checkAutoscaler,
};

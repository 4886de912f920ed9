import { isDeepStrictEqual } from "node:util";
import { matches, selectorOf } from "../../api/label-selector.ts";
import type { FieldError } from "../../api/status.ts";
import type { Deployment, ReplicaSet } from "../../objects/deployment.ts";
import { readShare } from "../../objects/share.ts";
import { atLeast, IMMUTABLE, required, unsupported, wrong } from "./field-errors.ts";
import { checkLabels } from "./metadata.ts";
import { checkPodSpec } from "./pod-spec.ts";

export function checkDeployment(
  deployment: Deployment,
  before: Deployment | undefined,
): readonly FieldError[] {
  return [...checkWorkload(deployment, before), ...checkStrategy(deployment.spec.strategy)];
}

export function checkWorkload(
  { spec }: Deployment | ReplicaSet,
  before: Deployment | ReplicaSet | undefined,
): readonly FieldError[] {
  const selector = selectorOf(spec.selector);
  const { labels } = spec.template.metadata;
  const policy = spec.template.spec.restartPolicy;
  const wasChanged =
    before !== undefined && !isDeepStrictEqual(before.spec.selector, spec.selector);
  return [
    ...(spec.replicas < 0 ? [wrong("spec.replicas", spec.replicas, atLeast(0))] : []),
    ...(selector.length === 0 ? [required("spec.selector")] : []),
    ...(matches(selector, labels)
      ? []
      : [
          wrong(
            "spec.template.metadata.labels",
            labels,
            "`selector` does not match template `labels`",
          ),
        ]),
    ...(wasChanged ? [wrong("spec.selector", spec.selector, IMMUTABLE)] : []),
    ...checkLabels("spec.template.metadata.labels", labels),
    ...checkPodSpec("spec.template.spec", spec.template.spec),
    ...(policy === "Always"
      ? []
      : [unsupported("spec.template.spec.restartPolicy", policy, ["Always"])]),
  ];
}

const AT = "spec.strategy.rollingUpdate";
const NO_SHARE =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

function checkStrategy({ type, rollingUpdate }: Deployment["spec"]["strategy"]) {
  if (type !== "RollingUpdate" && type !== "Recreate") {
    return [unsupported("spec.strategy.type", type, ["Recreate", "RollingUpdate"])];
  }
  if (rollingUpdate === undefined) return [];
  const { maxSurge, maxUnavailable } = rollingUpdate;
  const both = Object.entries({ maxSurge, maxUnavailable });
  const unread = both.filter(([, share]) => readShare(share, 1, "up") === undefined);
  if (unread.length > 0)
    return unread.map(([name, share]) => wrong(`${AT}.${name}`, share, NO_SHARE));
  const areZero = both.every(([, share]) => readShare(share, 100, "up") === 0);
  return areZero
    ? [wrong(`${AT}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0")]
    : [];
}

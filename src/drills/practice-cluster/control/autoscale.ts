import { matches, selectorOf } from "../api/label-selector.ts";
import type { Autoscaler, CurrentMetric, Metric } from "../objects/autoscaler.ts";
import type { Deployment } from "../objects/deployment.ts";
import { isReady, type Pod } from "../objects/pod.ts";
import { amountOf, milli } from "../objects/quantity.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Keeping } from "../write/create.ts";
import { requestOf } from "../node/schedule.ts";
import type { Say } from "./events.ts";

export interface AutoscaleControl {
  readonly keeping: Keeping;
  readonly say: Say;
  /** What a pod uses of a resource, in cores or bytes. */
  readonly usageOf: (pod: Pod, resource: "cpu" | "memory") => number;
  /** A metric from outside the cluster, by namespace and name. */
  readonly external: (namespace: string, name: string) => number | undefined;
}

/** Within this share of its target, a metric is left alone. */
const TOLERANCE = 0.1;

/** Sets the size of what an autoscaler points at by what its metrics say now. */
export function autoscale(control: AutoscaleControl, autoscaler: Autoscaler): void {
  const { store, now } = control.keeping;
  const { name, namespace = "" } = autoscaler.metadata;
  const { scaleTargetRef, minReplicas, maxReplicas, metrics = [] } = autoscaler.spec;
  const target = store.get("deployments", scaleTargetRef.name, namespace);
  if (target === undefined) return;
  const size = target.spec.replicas;
  const readings = metrics.map((metric) => read(control, metric, target));
  const known = readings.filter((reading) => reading !== undefined);
  const most = Math.max(0, ...known.map(({ wanted }) => wanted));
  // A deployment at nothing is one that somebody switched off.
  const isAble = size > 0 && known.length > 0;
  const wanted = isAble ? Math.min(Math.max(most, minReplicas), maxReplicas) : size;
  if (wanted !== size) rescale(control, autoscaler, target, wanted, most < size ? BELOW : ABOVE);
  const kept = store.get("horizontalpodautoscalers", name, namespace);
  if (kept === undefined) return;
  store.put("horizontalpodautoscalers", {
    ...kept,
    status: {
      ...kept.status,
      currentReplicas: size,
      desiredReplicas: wanted,
      currentMetrics: known.map(({ current }) => current),
      ...(wanted !== size && { lastScaleTime: timestamp(now()) }),
    },
  });
}

const ABOVE = "above target";
const BELOW = "All metrics below target";

interface Reading {
  readonly wanted: number;
  readonly current: CurrentMetric;
}

function read(control: AutoscaleControl, metric: Metric, target: Deployment): Reading | undefined {
  const { resource, external } = metric;
  if (external !== undefined) return readExternal(control, metric, target);
  const name = resource?.name;
  if (resource === undefined || (name !== "cpu" && name !== "memory")) return undefined;
  const selector = selectorOf(target.spec.selector);
  const pods = control.keeping.store
    .list("pods", target.metadata.namespace)
    .filter((pod) => isReady(pod) && matches(selector, pod.metadata.labels));
  const used = pods.reduce((sum, pod) => sum + control.usageOf(pod, name), 0);
  const requested = pods.reduce((sum, pod) => sum + requestOf(pod, name), 0);
  const percent = resource.target.averageUtilization;
  if (percent === undefined || requested === 0) return undefined;
  const utilization = Math.round((used / requested) * 100);
  const current = {
    averageUtilization: utilization,
    averageValue:
      name === "cpu" ? milli(used / pods.length) : String(Math.round(used / pods.length)),
  };
  return {
    wanted: sizeFor(utilization / percent, pods.length, target.spec.replicas),
    current: { type: "Resource", resource: { name, current } },
  };
}

function readExternal(
  { external }: AutoscaleControl,
  { external: wanted }: Metric,
  { metadata, spec }: Deployment,
): Reading | undefined {
  const value = external(metadata.namespace ?? "", wanted?.metric.name ?? "");
  const each = amountOf(wanted?.target.averageValue);
  if (wanted === undefined || value === undefined || each === 0) return undefined;
  const averageValue = String(Math.ceil(value / Math.max(1, spec.replicas)));
  return {
    wanted: Math.ceil(value / each),
    current: { type: "External", external: { metric: wanted.metric, current: { averageValue } } },
  };
}

function sizeFor(ratio: number, counted: number, size: number): number {
  return Math.abs(ratio - 1) <= TOLERANCE ? size : Math.ceil(ratio * counted);
}

function rescale(
  { keeping, say }: AutoscaleControl,
  autoscaler: Autoscaler,
  target: Deployment,
  replicas: number,
  why: string,
): void {
  const { generation = 1 } = target.metadata;
  keeping.store.put("deployments", {
    ...target,
    metadata: { ...target.metadata, generation: generation + 1 },
    spec: { ...target.spec, replicas },
  });
  const kind = autoscaler.spec.metrics?.[0]?.resource?.name ?? "external metric";
  const reason =
    why === ABOVE ? `${kind} resource utilization (percentage of request) ${why}` : why;
  const message = `New size: ${replicas}; reason: ${reason}`;
  const component = "horizontal-pod-autoscaler";
  say({ about: autoscaler, type: "Normal", reason: "SuccessfulRescale", message, component });
}

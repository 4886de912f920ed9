import { toJson } from "../api/served.ts";
import { typeOfKept } from "../api/resource-types.ts";
import type { Autoscaler, ScaledObject } from "../objects/autoscaler.ts";
import type { Deployment } from "../objects/deployment.ts";
import { timestamp } from "../store/timestamp.ts";
import { create } from "../write/create.ts";
import { replace } from "../write/replace.ts";
import type { AutoscaleControl } from "./autoscale.ts";

const PAUSED_REPLICAS = "autoscaling.keda.sh/paused-replicas";
const MOST = 100;
const COMPONENT = "keda-operator";

/** Does what KEDA does: keeps an autoscaler for each scaled object, and minds the step from nothing. */
export function reconcileScaledObject(control: AutoscaleControl, scaled: ScaledObject): void {
  const { store } = control.keeping;
  const { namespace = "" } = scaled.metadata;
  const target = store.get("deployments", scaled.spec.scaleTargetRef.name, namespace);
  const isNew = scaled.status.hpaName === undefined;
  const hpaName = `keda-hpa-${scaled.metadata.name}`;
  store.put("scaledobjects", {
    ...scaled,
    status: { ...scaled.status, hpaName, conditions: conditionsOf(control, scaled, target) },
  });
  if (target === undefined) return;
  const isPaused = scaled.metadata.annotations?.[PAUSED_REPLICAS] !== undefined;
  if (isPaused) dropAutoscaler(control, hpaName, namespace);
  else keepAutoscaler(control, scaled, hpaName);
  scaleFromOrToNothing(control, scaled, target);
  if (isNew) {
    const message = "Started scalers watch";
    const reason = "KEDAScalersStarted";
    control.say({ about: scaled, type: "Normal", reason, message, component: COMPONENT });
  }
}

/** The name under which KEDA offers the metric of a trigger to the autoscaler. */
function metricNameOf({ spec }: ScaledObject, index: number): string {
  const { type = "", metadata = {} } = spec.triggers[index] ?? {};
  const list = metadata["listName"] ?? metadata["queueName"] ?? "";
  return `s${index}-${type}${list === "" ? "" : `-${list.replaceAll(/[^A-Za-z0-9]+/g, "-")}`}`;
}

function keepAutoscaler({ keeping }: AutoscaleControl, scaled: ScaledObject, name: string): void {
  const { namespace, uid } = scaled.metadata;
  const type = typeOfKept("horizontalpodautoscalers");
  const before = keeping.store.get("horizontalpodautoscalers", name, namespace);
  const wanted = toJson({
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: {
      name,
      labels: { "scaledobject.keda.sh/name": scaled.metadata.name },
      ownerReferences: [
        {
          apiVersion: "keda.sh/v1alpha1",
          kind: "ScaledObject",
          name: scaled.metadata.name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: specOf(scaled),
  });
  const writing = { manager: COMPONENT, namespace };
  if (before === undefined) create(keeping, "horizontalpodautoscalers", type, wanted, writing);
  else replace(keeping, "horizontalpodautoscalers", type, before, wanted, writing);
}

function dropAutoscaler({ keeping }: AutoscaleControl, name: string, namespace: string): void {
  const autoscaler = keeping.store.get("horizontalpodautoscalers", name, namespace);
  if (autoscaler !== undefined) keeping.store.remove("horizontalpodautoscalers", autoscaler);
}

function specOf(scaled: ScaledObject): Autoscaler["spec"] {
  const { minReplicaCount = 0, maxReplicaCount = MOST, triggers, scaleTargetRef } = scaled.spec;
  return {
    scaleTargetRef,
    minReplicas: Math.max(1, minReplicaCount),
    maxReplicas: maxReplicaCount,
    metrics: triggers.map(({ metadata }, index) => ({
      type: "External",
      external: {
        metric: { name: metricNameOf(scaled, index) },
        target: { type: "AverageValue", averageValue: metadata["listLength"] ?? "5" },
      },
    })),
  };
}

function scaleFromOrToNothing(
  { keeping, external, say }: AutoscaleControl,
  scaled: ScaledObject,
  target: Deployment,
): void {
  const { namespace = "", annotations = {} } = scaled.metadata;
  const paused = annotations[PAUSED_REPLICAS];
  const { minReplicaCount = 0, triggers } = scaled.spec;
  const values = triggers.map((_, index) => external(namespace, metricNameOf(scaled, index)));
  const isActive = values.some((value) => (value ?? 0) > 0);
  const isKnown = values.some((value) => value !== undefined);
  const size = target.spec.replicas;
  const wanted =
    paused !== undefined
      ? Number(paused)
      : size === 0 && isActive
        ? Math.max(1, minReplicaCount)
        : isKnown && !isActive && minReplicaCount === 0
          ? 0
          : Math.max(size, minReplicaCount);
  if (wanted === size) return;
  const { generation = 1, name } = target.metadata;
  keeping.store.put("deployments", {
    ...target,
    metadata: { ...target.metadata, generation: generation + 1 },
    spec: { ...target.spec, replicas: wanted },
  });
  const isUp = wanted > size;
  const reason = isUp ? "KEDAScaleTargetActivated" : "KEDAScaleTargetDeactivated";
  const what = `${isUp ? "Scaled" : "Deactivated"} apps/v1.Deployment ${namespace}/${name}`;
  const message = `${what} from ${size} to ${wanted}`;
  say({ about: scaled, type: "Normal", reason, message, component: COMPONENT });
}

function conditionsOf(
  { keeping }: AutoscaleControl,
  { metadata, status }: ScaledObject,
  target: Deployment | undefined,
): ScaledObject["status"]["conditions"] {
  const isPaused = metadata.annotations?.[PAUSED_REPLICAS] !== undefined;
  const ready =
    target === undefined
      ? {
          status: "False" as const,
          reason: "ScaledObjectCheckFailed",
          message: "ScaledObject doesn't have correct scaleTargetRef specification",
        }
      : {
          status: "True" as const,
          reason: "ScaledObjectReady",
          message: "ScaledObject is defined correctly and is ready for scaling",
        };
  const conditions = [
    { type: "Ready", ...ready },
    { type: "Paused", status: isPaused ? ("True" as const) : ("False" as const) },
  ];
  return conditions.map((one) => {
    const old = status.conditions?.find(({ type }) => type === one.type);
    const since = old?.status === one.status ? old.lastTransitionTime : undefined;
    return { ...one, lastTransitionTime: since ?? timestamp(keeping.now()) };
  });
}

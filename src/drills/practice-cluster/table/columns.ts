import { formatSelector, selectorOf } from "../api/label-selector.ts";
import type { Autoscaler } from "../objects/autoscaler.ts";
import type { LabelSelector } from "../objects/deployment.ts";
import type { Kept, Plural } from "../objects/kept.ts";
import type { PodSpec } from "../objects/pod.ts";
import { ageOf } from "./age.ts";
import type { Cell } from "./cell.ts";
import { podRow } from "./pod-row.ts";

interface Columns<T> {
  /** Those that only `-o wide` shows begin with a `+`. */
  readonly names: readonly string[];
  readonly row: (object: T, now: number) => readonly Cell[];
}

export const COLUMNS: { readonly [K in Plural]: Columns<Kept[K]> } = {
  namespaces: {
    names: ["Name", "Status", "Age"],
    row: ({ metadata, status }, now) => [
      metadata.name,
      status.phase,
      ageOf(metadata.creationTimestamp, now),
    ],
  },
  nodes: {
    names: ["Name", "Status", "Roles", "Age", "Version"],
    row: ({ metadata, spec, status }, now) => {
      const isReady = status.conditions?.some((c) => c.type === "Ready" && c.status === "True");
      const state = isReady ? "Ready" : "NotReady";
      return [
        metadata.name,
        spec.unschedulable ? `${state},SchedulingDisabled` : state,
        "<none>",
        ageOf(metadata.creationTimestamp, now),
        "v1.24.17",
      ];
    },
  },
  pods: {
    names: [
      "Name",
      "Ready",
      "Status",
      "Restarts",
      "Age",
      "+IP",
      "+Node",
      "+Nominated Node",
      "+Readiness Gates",
    ],
    row: podRow,
  },
  events: {
    names: ["Last Seen", "Type", "Reason", "Object", "Message", "+Source", "+Count", "+Name"],
    row: (event, now) => [
      ageOf(event.lastTimestamp, now),
      event.type,
      event.reason,
      `${event.involvedObject.kind.toLowerCase()}/${event.involvedObject.name}`,
      event.message,
      event.source.component ?? "",
      event.count,
      event.metadata.name,
    ],
  },
  services: {
    names: ["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "+Selector"],
    row: ({ metadata, spec }, now) => [
      metadata.name,
      spec.type,
      spec.clusterIP ?? "<none>",
      "<none>",
      spec.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(",") || "<none>",
      ageOf(metadata.creationTimestamp, now),
      selectorText({ matchLabels: spec.selector }),
    ],
  },
  configmaps: {
    names: ["Name", "Data", "Age"],
    row: ({ metadata, data = {} }, now) => [
      metadata.name,
      Object.keys(data).length,
      ageOf(metadata.creationTimestamp, now),
    ],
  },
  resourcequotas: {
    names: ["Name", "Age", "Request", "Limit"],
    row: ({ metadata, spec, status }, now) => {
      const used = (resource: string) => status.used?.[resource] ?? "0";
      const all = Object.entries(spec.hard).map(([name, hard]) => `${name}: ${used(name)}/${hard}`);
      return [metadata.name, ageOf(metadata.creationTimestamp, now), all.join(", "), ""];
    },
  },
  deployments: {
    names: [
      "Name",
      "Ready",
      "Up-to-date",
      "Available",
      "Age",
      "+Containers",
      "+Images",
      "+Selector",
    ],
    row: ({ metadata, spec, status }, now) => [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(metadata.creationTimestamp, now),
      ...containersOf(spec.template.spec),
      selectorText(spec.selector),
    ],
  },
  replicasets: {
    names: ["Name", "Desired", "Current", "Ready", "Age", "+Containers", "+Images", "+Selector"],
    row: ({ metadata, spec, status }, now) => [
      metadata.name,
      spec.replicas,
      status.replicas,
      status.readyReplicas ?? 0,
      ageOf(metadata.creationTimestamp, now),
      ...containersOf(spec.template.spec),
      selectorText(spec.selector),
    ],
  },
  horizontalpodautoscalers: {
    names: ["Name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age"],
    row: (autoscaler, now) => {
      const { metadata, spec, status } = autoscaler;
      return [
        metadata.name,
        `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
        targetsOf(autoscaler),
        spec.minReplicas,
        spec.maxReplicas,
        status.currentReplicas ?? 0,
        ageOf(metadata.creationTimestamp, now),
      ];
    },
  },
  scaledobjects: {
    names: ["Name", "ScaleTargetKind", "ScaleTargetName", "Min", "Max", "Triggers", "Ready", "Age"],
    row: ({ metadata, spec, status }, now) => [
      metadata.name,
      `${spec.scaleTargetRef.apiVersion}.${spec.scaleTargetRef.kind}`,
      spec.scaleTargetRef.name,
      spec.minReplicaCount ?? "",
      spec.maxReplicaCount ?? "",
      spec.triggers.map(({ type }) => type).join(","),
      status.conditions?.find(({ type }) => type === "Ready")?.status ?? "Unknown",
      ageOf(metadata.creationTimestamp, now),
    ],
  },
  poddisruptionbudgets: {
    names: ["Name", "Min Available", "Max Unavailable", "Allowed Disruptions", "Age"],
    row: ({ metadata, spec, status }, now) => [
      metadata.name,
      spec.minAvailable ?? "N/A",
      spec.maxUnavailable ?? "N/A",
      status.disruptionsAllowed,
      ageOf(metadata.creationTimestamp, now),
    ],
  },
};

function containersOf({ containers }: PodSpec): readonly [string, string] {
  return [
    containers.map(({ name }) => name).join(","),
    containers.map(({ image }) => image).join(","),
  ];
}

function selectorText(selector: LabelSelector): string {
  return formatSelector(selectorOf(selector)) || "<none>";
}

function targetsOf({ spec, status }: Autoscaler): string {
  const shown = (spec.metrics ?? []).map(({ resource, external }, index) => {
    const target = resource?.target ?? external?.target;
    const seen = status.currentMetrics?.[index];
    const current = seen?.resource?.current ?? seen?.external?.current;
    return target?.averageUtilization === undefined
      ? `${current?.averageValue ?? "<unknown>"}/${target?.averageValue ?? "0"} (avg)`
      : `${percentText(current?.averageUtilization)}/${target.averageUtilization}%`;
  });
  return shown.join(", ") || "<none>";
}

function percentText(percent: number | undefined): string {
  return percent === undefined ? "<unknown>" : `${percent}%`;
}

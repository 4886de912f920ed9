import { z } from "zod";
import { isObject, type JsonObject } from "../../../model/json.ts";
import { Autoscaler } from "../objects/autoscaler.ts";
import type { Plain } from "../objects/metadata.ts";
import { apiVersionOf, type ResourceType } from "./resource-types.ts";

/** A kept object as it is served under one version of its type. */
export function serve(type: ResourceType, object: Plain): JsonObject {
  const json = toJson({ ...object, apiVersion: apiVersionOf(type), kind: type.kind });
  return isFirstAutoscaler(type) ? toFirst(json) : json;
}

/** What was sent under one version of a type, as it is kept. */
export function toKept(type: ResourceType, json: JsonObject): JsonObject {
  return isFirstAutoscaler(type) ? fromFirst(json) : json;
}

/** Leaves out what is undefined, as it would be on the wire. */
export function toJson(value: object): JsonObject {
  // The text was made by JSON.stringify a moment ago.
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

function isFirstAutoscaler({ group, version }: ResourceType): boolean {
  return group === "autoscaling" && version === "v1";
}

const OTHER_METRICS = "autoscaling.alpha.kubernetes.io/metrics";

/** autoscaling/v1 knows processors only; it carries everything else along in an annotation. */
function toFirst(json: JsonObject): JsonObject {
  const { spec, status, metadata } = Autoscaler.parse(json);
  const { metrics = [], ...rest } = spec;
  const cpu = metrics.find(({ resource }) => resource?.name === "cpu");
  const others = metrics.filter((metric) => metric !== cpu);
  const percent = cpu?.resource?.target.averageUtilization;
  const { currentMetrics, conditions: _, ...counts } = status;
  const annotations = { ...metadata.annotations, [OTHER_METRICS]: JSON.stringify(others) };
  const used = currentMetrics?.find(({ resource }) => resource?.name === "cpu")?.resource;
  return toJson({
    ...json,
    metadata: others.length === 0 ? metadata : { ...metadata, annotations },
    spec: { ...rest, targetCPUUtilizationPercentage: percent },
    status: {
      currentReplicas: 0,
      ...counts,
      currentCPUUtilizationPercentage: used?.current.averageUtilization,
    },
  });
}

function fromFirst(json: JsonObject): JsonObject {
  const { spec, metadata } = json;
  if (!isObject(spec)) return json;
  const { targetCPUUtilizationPercentage: percent, ...rest } = spec;
  const { annotations, ...about } = isObject(metadata) ? metadata : {};
  const { [OTHER_METRICS]: carried, ...others } = isObject(annotations) ? annotations : {};
  const target = { type: "Utilization", averageUtilization: percent ?? 80 };
  const cpu = { type: "Resource", resource: { name: "cpu", target } };
  const kept = typeof carried === "string" ? Carried.parse(carried) : [];
  return toJson({
    ...json,
    metadata: { ...about, ...(isObject(annotations) && { annotations: others }) },
    spec: { ...rest, metrics: percent === undefined && kept.length > 0 ? kept : [cpu, ...kept] },
  });
}

const Carried = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("no JSON");
      return z.NEVER;
    }
  })
  .pipe(z.array(z.json()))
  .catch([]);

import { z } from "zod";
import type { Autoscaler, ScaledObject } from "../../ports/cluster/objects.ts";
import type { SizeOwner } from "./owner.ts";

/** What an autoscaler goes by, as far as it is ours to change. */
export const Scaling = z.strictObject({
  min: z.int().describe("The fewest pods."),
  max: z.int().describe("The most pods."),
  target: z.int().describe("Percent of requested processor, or jobs of the list, for each pod."),
  address: z.string().describe("Where Redis is; empty for processor."),
  list: z.string().describe("The list whose length counts; empty for processor."),
});
export type Scaling = z.infer<typeof Scaling>;

/** What an autoscaler goes by, or nothing when it goes by more than one step could give back. */
export function scalingOf(owner: Exclude<SizeOwner, { by: "nobody" }>): Scaling | undefined {
  switch (owner.by) {
    case "hpa":
      return byProcessor(owner.found);
    case "keda":
      return byList(owner.found);
  }
}

function byProcessor({ spec }: Autoscaler): Scaling | undefined {
  const [metric, ...others] = spec.metrics;
  const target = metric?.resource?.target.averageUtilization;
  if (metric?.resource?.name !== "cpu" || target === undefined || others.length > 0)
    return undefined;
  return { min: spec.minReplicas, max: spec.maxReplicas, target, address: "", list: "" };
}

function byList({ spec }: ScaledObject): Scaling | undefined {
  const [trigger, ...others] = spec.triggers;
  if (trigger?.type !== "redis" || others.length > 0) return undefined;
  const { address = "", listName: list = "", listLength = "" } = trigger.metadata;
  const target = Number(listLength);
  if (!Number.isInteger(target) || list === "") return undefined;
  return { min: spec.minReplicaCount, max: spec.maxReplicaCount, target, address, list };
}

export function isSameScaling(some: Scaling, other: Scaling): boolean {
  return (
    some.min === other.min &&
    some.max === other.max &&
    some.target === other.target &&
    some.address === other.address &&
    some.list === other.list
  );
}

/** The part of an autoscaler's spec that says what it goes by. */
export function specOf(by: "hpa" | "keda", { min, max, target, address, list }: Scaling): object {
  switch (by) {
    case "hpa": {
      const resource = { name: "cpu", target: { type: "Utilization", averageUtilization: target } };
      return { minReplicas: min, maxReplicas: max, metrics: [{ type: "Resource", resource }] };
    }
    case "keda": {
      const metadata = { address, listName: list, listLength: String(target) };
      return {
        minReplicaCount: min,
        maxReplicaCount: max,
        triggers: [{ type: "redis", metadata }],
      };
    }
  }
}

/** A new autoscaler for a deployment, which bears the deployment's name. */
export function newScaler(
  by: "hpa" | "keda",
  deployment: string,
  scaling: Scaling,
  annotations: Readonly<Record<string, string>>,
): object {
  const labels = { "app.kubernetes.io/managed-by": "pitcrew" };
  const metadata = { name: deployment, labels, annotations };
  const target = { kind: "Deployment", name: deployment };
  const spec = specOf(by, scaling);
  switch (by) {
    case "hpa":
      return {
        apiVersion: "autoscaling/v2",
        kind: "HorizontalPodAutoscaler",
        metadata,
        spec: { scaleTargetRef: { apiVersion: "apps/v1", ...target }, ...spec },
      };
    case "keda":
      return {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata,
        spec: { scaleTargetRef: target, ...spec },
      };
  }
}

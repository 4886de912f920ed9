import type { JsonObject } from "../../model/json.ts";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { StepKind } from "../step-kind.ts";

export interface ClusterNeeds {
  readonly cluster: (connection: string) => Cluster;
}

/** A rule that a role in the cluster needs, in the cluster's own words. */
export interface Right {
  /** Empty for the core group. */
  readonly group: "" | "apps" | "autoscaling" | "keda.sh" | "metrics.k8s.io";
  /** `pods` or `pods/log`. */
  readonly resource: string;
  readonly verbs: readonly Verb[];
}

type Verb = "get" | "list" | "create" | "patch" | "delete";

/** A kind that works on a cluster, and says what it must be allowed there. */
export interface ClusterKind<Params, Output> extends StepKind<Params, Output, ClusterNeeds> {
  /** What a step may need, given what its author wrote; what is not known yet counts in full. */
  rights(given: JsonObject): readonly Right[];
}

const on =
  (group: Right["group"], resource: string) =>
  (...verbs: readonly Verb[]): Right => ({ group, resource, verbs });

export const deployments = on("apps", "deployments");
export const replicaSets = on("apps", "replicasets");
export const pods = on("", "pods");
export const podLogs = on("", "pods/log");
export const events = on("", "events");
export const podMetrics = on("metrics.k8s.io", "pods");
export const autoscalers = on("autoscaling", "horizontalpodautoscalers");
export const scaledObjects = on("keda.sh", "scaledobjects");

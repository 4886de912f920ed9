import type { Plural } from "../objects/kept.ts";

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  /** Where it is not that of its resource. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** A resource as it is served under one version. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources: readonly Subresource[];
  /** What it is kept as; what is measured or asked at the moment is not kept. */
  readonly keptAs: Plural | undefined;
  /** Custom resources know no strategic merge patch. */
  readonly isCustom?: true;
}

const ALL = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
const READ = ["get", "list"];
const SEEN = ["get", "patch", "update"];

const status = (kind: string): Subresource => ({ name: "status", kind, verbs: SEEN });
const SCALE: Subresource = {
  name: "scale",
  kind: "Scale",
  group: "autoscaling",
  version: "v1",
  verbs: SEEN,
};

const core = { group: "", version: "v1", isNamespaced: true, verbs: ALL, subresources: [] };
const apps = { ...core, group: "apps" };
const autoscaler = {
  ...core,
  group: "autoscaling",
  plural: "horizontalpodautoscalers",
  kind: "HorizontalPodAutoscaler",
  shortNames: ["hpa"],
  categories: ["all"],
  subresources: [status("HorizontalPodAutoscaler")],
  keptAs: "horizontalpodautoscalers",
} as const;
const budget = {
  ...core,
  group: "policy",
  plural: "poddisruptionbudgets",
  kind: "PodDisruptionBudget",
  shortNames: ["pdb"],
  subresources: [status("PodDisruptionBudget")],
  keptAs: "poddisruptionbudgets",
} as const;
const measured = { ...core, group: "metrics.k8s.io", version: "v1beta1", verbs: READ };
const asked = { ...core, group: "authorization.k8s.io", verbs: ["create"], keptAs: undefined };

/** Everything that is served; of several versions of a group, the preferred one comes first. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  {
    ...core,
    plural: "namespaces",
    kind: "Namespace",
    isNamespaced: false,
    shortNames: ["ns"],
    verbs: ALL.filter((verb) => verb !== "deletecollection"),
    keptAs: "namespaces",
  },
  {
    ...core,
    plural: "nodes",
    kind: "Node",
    isNamespaced: false,
    shortNames: ["no"],
    subresources: [status("Node")],
    keptAs: "nodes",
  },
  {
    ...core,
    plural: "pods",
    kind: "Pod",
    shortNames: ["po"],
    categories: ["all"],
    subresources: [
      status("Pod"),
      { name: "log", kind: "Pod", verbs: ["get"] },
      { name: "eviction", kind: "Eviction", group: "policy", version: "v1", verbs: ["create"] },
    ],
    keptAs: "pods",
  },
  { ...core, plural: "events", kind: "Event", shortNames: ["ev"], keptAs: "events" },
  {
    ...core,
    plural: "services",
    kind: "Service",
    shortNames: ["svc"],
    categories: ["all"],
    keptAs: "services",
  },
  { ...core, plural: "configmaps", kind: "ConfigMap", shortNames: ["cm"], keptAs: "configmaps" },
  {
    ...core,
    plural: "resourcequotas",
    kind: "ResourceQuota",
    shortNames: ["quota"],
    subresources: [status("ResourceQuota")],
    keptAs: "resourcequotas",
  },
  {
    ...apps,
    plural: "deployments",
    kind: "Deployment",
    shortNames: ["deploy"],
    categories: ["all"],
    subresources: [status("Deployment"), SCALE],
    keptAs: "deployments",
  },
  {
    ...apps,
    plural: "replicasets",
    kind: "ReplicaSet",
    shortNames: ["rs"],
    categories: ["all"],
    subresources: [status("ReplicaSet"), SCALE],
    keptAs: "replicasets",
  },
  { ...autoscaler, version: "v2" },
  { ...autoscaler, version: "v1" },
  budget,
  { ...budget, version: "v1beta1" },
  {
    ...core,
    group: "keda.sh",
    version: "v1alpha1",
    plural: "scaledobjects",
    kind: "ScaledObject",
    shortNames: ["so"],
    subresources: [status("ScaledObject")],
    keptAs: "scaledobjects",
    isCustom: true,
  },
  { ...measured, plural: "nodes", kind: "NodeMetrics", isNamespaced: false, keptAs: undefined },
  { ...measured, plural: "pods", kind: "PodMetrics", keptAs: undefined },
  {
    ...asked,
    plural: "selfsubjectaccessreviews",
    kind: "SelfSubjectAccessReview",
    isNamespaced: false,
  },
];

export function findType(group: string, version: string, plural: string): ResourceType | undefined {
  return RESOURCE_TYPES.find(
    (type) => type.group === group && type.version === version && type.plural === plural,
  );
}

/** `apps/v1`; the core group has no name. */
export function apiVersionOf({ group, version }: Pick<ResourceType, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** The type under which an object says that it stands. */
export function typeOfObject(apiVersion: string, kind: string): ResourceType | undefined {
  return RESOURCE_TYPES.find((type) => apiVersionOf(type) === apiVersion && type.kind === kind);
}

/** The preferred type of what is kept under a plural. */
export function typeOfKept(plural: Plural): ResourceType {
  const type = RESOURCE_TYPES.find(({ keptAs }) => keptAs === plural);
  if (type === undefined) throw new Error(`${plural} are not served`);
  return type;
}

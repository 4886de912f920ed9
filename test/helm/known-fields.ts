import * as models from "@kubernetes/client-node";
import { z } from "zod";
import type { Resource } from "./helm.ts";

const Attributes = z.array(z.object({ baseName: z.string(), type: z.string() }));
const Model = z.object({ attributeTypeMap: Attributes });

/** The class of client-node for each of these; those of others are not known to Kubernetes itself. */
const CLASSES: Readonly<Record<string, string>> = {
  "v1 ConfigMap": "V1ConfigMap",
  "v1 Service": "V1Service",
  "v1 ServiceAccount": "V1ServiceAccount",
  "apps/v1 Deployment": "V1Deployment",
  "autoscaling/v2 HorizontalPodAutoscaler": "V2HorizontalPodAutoscaler",
  "batch/v1 Job": "V1Job",
  "networking.k8s.io/v1 Ingress": "V1Ingress",
  "networking.k8s.io/v1 NetworkPolicy": "V1NetworkPolicy",
  "policy/v1 PodDisruptionBudget": "V1PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1 ClusterRole": "V1ClusterRole",
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding": "V1ClusterRoleBinding",
  "rbac.authorization.k8s.io/v1 Role": "V1Role",
  "rbac.authorization.k8s.io/v1 RoleBinding": "V1RoleBinding",
};

/** Resources of operators, which come with definitions of their own. */
const OF_OPERATORS = ["keda.sh/v1alpha1", "monitoring.coreos.com/v1"];

/** Fields that Kubernetes does not know or that have another type there, by their paths. */
export function mistakesIn(resource: Resource): readonly string[] {
  const { apiVersion, kind } = resource;
  if (OF_OPERATORS.includes(apiVersion)) return [];
  const name = CLASSES[`${apiVersion} ${kind}`];
  if (name === undefined) return [`${apiVersion} ${kind} is not served`];
  return [...walk(resource, name, kind)];
}

function* walk(value: unknown, type: string, path: string): Generator<string> {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return yield* walkList(value, list, path);
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) return yield* walkMap(value, map, path);
  if (PLAIN.has(type)) return yield* typeof value === type ? [] : [`${path} is no ${type}`];
  const model = Model.safeParse(Reflect.get(models, type));
  if (!model.success) return;
  if (!isObject(value)) return yield `${path} is no ${type}`;
  for (const [key, part] of Object.entries(value)) {
    const field = model.data.attributeTypeMap.find(({ baseName }) => baseName === key);
    if (field === undefined) yield `${path}.${key} is not known`;
    else yield* walk(part, field.type, `${path}.${key}`);
  }
}

const PLAIN = new Set(["string", "number", "boolean"]);

function* walkList(value: unknown, type: string, path: string): Generator<string> {
  if (!Array.isArray(value)) return yield `${path} is no list`;
  for (const [index, part] of value.entries()) yield* walk(part, type, `${path}[${index}]`);
}

function* walkMap(value: unknown, type: string, path: string): Generator<string> {
  if (!isObject(value)) return yield `${path} is no map`;
  for (const [key, part] of Object.entries(value)) yield* walk(part, type, `${path}.${key}`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

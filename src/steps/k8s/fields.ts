import { z } from "zod";
import { connection, name } from "../../model/fields.ts";
import type { Place } from "../../ports/cluster/cluster.ts";

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** The name of an object, as the cluster allows it. */
export const objectName = () =>
  name().regex(SUBDOMAIN, "must be lower case letters, digits, dashes and dots");

/** The name of a namespace or a container. */
export const shortName = () =>
  name().regex(LABEL, "must be up to 63 lower case letters, digits and dashes");

export const inNamespace = {
  connection: connection("kubernetes").describe("The cluster, by its name in connections.yaml."),
  namespace: shortName().describe("The namespace."),
};

export const ofDeployment = {
  ...inNamespace,
  deployment: objectName().describe("The deployment."),
};

/** Never empty: an empty selector means everything. */
const labels = () =>
  z
    .record(
      z.string().regex(KEY, "must be the name of a label, such as app.kubernetes.io/name"),
      name().regex(VALUE, "must be the value of a label: up to 63 letters, digits, . - _"),
    )
    .refine((given) => Object.keys(given).length > 0, "must name at least one label");

/** Pods are chosen by their labels, or as those of a deployment. */
export const ofPods = {
  ...inNamespace,
  deployment: objectName().describe("Its pods; give this or `labels`.").optional(),
  labels: labels().describe("Labels that the pods have; give this or `deployment`.").optional(),
};

export interface PodsChoice {
  readonly connection: string;
  readonly namespace: string;
  readonly deployment?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

export function checkPodsChoice(given: PodsChoice, context: z.core.$RefinementCtx): void {
  if ((given.deployment === undefined) !== (given.labels === undefined)) return;
  const message = "needs either a deployment or labels, to say which pods are meant";
  context.addIssue({ code: "custom", path: ["labels"], message });
}

export interface DeploymentParams {
  readonly connection: string;
  readonly namespace: string;
  readonly deployment: string;
}

export function placeOf({ namespace, deployment }: DeploymentParams): Place {
  return { namespace, name: deployment };
}

export function deploymentTarget({ connection, namespace, deployment }: DeploymentParams): string {
  return `k8s/${connection}/${namespace}/deployment/${deployment}`;
}

/** `shop/cart`. */
export function shortly({ namespace, deployment }: DeploymentParams): string {
  return `${namespace}/${deployment}`;
}

export function podsInWords({ namespace, deployment, labels: wanted = {} }: PodsChoice): string {
  if (deployment !== undefined) return `deployment ${namespace}/${deployment}`;
  const selector = Object.entries(wanted).map(([label, value]) => `${label}=${value}`);
  return `${selector.join(",")} in ${namespace}`;
}

import type { Loss } from "../../model/loss.ts";
import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Deployment, Pod } from "../../ports/cluster/objects.ts";
import type { Weighed } from "../step-kind.ts";
import type { ClusterNeeds } from "./cluster-kind.ts";
import { type DeploymentParams, deploymentTarget } from "./fields.ts";
import { readDeployment } from "./read-deployment.ts";
import { readPods } from "./read-pods.ts";

/** A change that replaces the pods of a deployment takes as many of them as its strategy allows. */
export async function weighRollout(
  params: DeploymentParams,
  { cluster }: ClusterNeeds,
  signal: AbortSignal,
): Promise<Weighed> {
  const found = await readDeployment(cluster(params.connection), params, signal);
  if (!found.ok) return found;
  const { spec } = found.value;
  const loss = { workload: deploymentTarget(params), wanted: spec.replicas };
  return weighed([{ ...loss, takes: takenByRollout(found.value) }]);
}

/** Pods that are unready already are replaced first, and are missed by nobody. */
function takenByRollout({ spec, status: { availableReplicas } }: Deployment): number {
  const { replicas, strategy } = spec;
  if (strategy.type === "Recreate") return availableReplicas;
  return Math.max(0, availableReplicas - (replicas - mayBeMissing(spec)));
}

function mayBeMissing({ replicas, strategy }: Deployment["spec"]): number {
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate;
  const missing = shareOf(maxUnavailable, replicas, Math.floor);
  // With neither, no rollout could begin; the cluster takes one then.
  return missing === 0 && shareOf(maxSurge, replicas, Math.ceil) === 0 ? 1 : missing;
}

function shareOf(share: number | string, total: number, round: (exact: number) => number): number {
  return typeof share === "number" ? share : round((Number.parseInt(share, 10) * total) / 100);
}

/** Another number of pods: fewer are wanted then, so none of those is missing. */
export async function weighSize(
  params: DeploymentParams,
  sizeAfter: (before: number) => number,
  { cluster }: ClusterNeeds,
  signal: AbortSignal,
): Promise<Weighed> {
  const found = await readDeployment(cluster(params.connection), params, signal);
  if (!found.ok) return found;
  const before = found.value.spec.replicas;
  return { ok: true, weight: { size: { before, after: sizeAfter(before) }, losses: [] } };
}

/** Pods that work are taken from whatever they belong to; the others count nothing. */
export async function weighPods(
  { connection, namespace }: Pick<DeploymentParams, "connection" | "namespace">,
  chosen: ReadonlySet<string>,
  cluster: Cluster,
  signal: AbortSignal,
): Promise<Weighed> {
  const listed = await readPods(cluster, { connection, namespace }, signal);
  if (!listed.ok) return listed;
  const workloads = Map.groupBy(listed.value.items.filter(isThere), workloadOf);
  const losses = [...workloads].map(([name, pods]): Loss => {
    const takes = pods.filter((pod) => chosen.has(pod.metadata.uid) && isReady(pod)).length;
    return { workload: `k8s/${connection}/${namespace}/${name}`, wanted: pods.length, takes };
  });
  return weighed(losses.filter(({ takes }) => takes > 0));
}

function isThere({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp === undefined;
}

/** Its deployment, under the same name as when that is changed itself. */
function workloadOf({ metadata }: Pod): string {
  const [owner] = metadata.ownerReferences;
  if (owner === undefined) return `pod/${metadata.name}`;
  const hash = metadata.labels["pod-template-hash"];
  const isOfDeployment = owner.kind === "ReplicaSet" && hash !== undefined;
  return isOfDeployment
    ? `deployment/${owner.name.slice(0, -`-${hash}`.length)}`
    : `${owner.kind.toLowerCase()}/${owner.name}`;
}

function isReady({ status }: Pod): boolean {
  return status.conditions.some((one) => one.type === "Ready" && one.status === "True");
}

function weighed(losses: readonly Loss[]): Weighed {
  return { ok: true, weight: { size: null, losses } };
}

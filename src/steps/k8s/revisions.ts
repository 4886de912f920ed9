import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Deployment, Metadata, ReplicaSet } from "../../ports/cluster/objects.ts";
import { failureOf } from "./failures.ts";
import { type DeploymentParams, shortly } from "./fields.ts";
import type { Read } from "./read-deployment.ts";

const REVISION = "deployment.kubernetes.io/revision";
const CAUSE = "kubernetes.io/change-cause";

export interface Revision {
  readonly revision: number;
  readonly images: readonly string[];
  /** When pods of this kind were first made. */
  readonly since: string;
  readonly cause: string;
  readonly set: ReplicaSet;
}

/** What a deployment's pods have been, oldest first. */
export async function readRevisions(
  cluster: Cluster,
  params: DeploymentParams,
  { metadata, spec }: Deployment,
  signal: AbortSignal,
): Promise<Read<readonly Revision[]>> {
  const { connection, namespace } = params;
  const { matchLabels: labels, matchExpressions: requirements } = spec.selector;
  const answer = await cluster.list("replicasets", { namespace, labels, requirements }, signal);
  if (answer.is !== "answered") {
    const wish = `to list the revisions of deployment ${shortly(params)}`;
    const asked = { connection, namespace, wish, right: "list replicasets" };
    return { ok: false, failure: failureOf(answer, asked) };
  }
  const own = answer.value.items.filter(({ metadata: { ownerReferences } }) =>
    ownerReferences.some(({ uid }) => uid === metadata.uid),
  );
  const revisions = own.map((set) => ({
    revision: revisionOf(set),
    images: set.spec.template.spec.containers.map(({ image }) => image),
    since: set.metadata.creationTimestamp,
    cause: set.metadata.annotations[CAUSE] ?? "",
    set,
  }));
  return { ok: true, value: revisions.toSorted((a, b) => a.revision - b.revision) };
}

/** The revision that a deployment or one of its replica sets bears; 0 before it has one. */
export function revisionOf({ metadata }: { readonly metadata: Metadata }): number {
  return Number(metadata.annotations[REVISION] ?? 0);
}

import type { Cluster } from "../../ports/cluster/cluster.ts";
import type { Autoscaler, ScaledObject, ScaleTarget } from "../../ports/cluster/objects.ts";
import { failureOf } from "./failures.ts";
import { type DeploymentParams, shortly } from "./fields.ts";
import type { Read } from "./read-deployment.ts";

/** Who decides about the number of pods of a deployment, if not people. */
export type SizeOwner =
  | { readonly by: "hpa"; readonly name: string; readonly found: Autoscaler }
  | { readonly by: "keda"; readonly name: string; readonly found: ScaledObject }
  | { readonly by: "nobody" };

export async function sizeOwner(
  cluster: Cluster,
  params: DeploymentParams,
  signal: AbortSignal,
): Promise<Read<SizeOwner>> {
  const { connection, namespace, deployment } = params;
  const wish = `what scales deployment ${shortly(params)}`;
  const scaled = await cluster.list("scaledobjects", { namespace }, signal);
  // A cluster without KEDA has nothing of that kind.
  const hasKeda = scaled.is !== "refused" || scaled.status !== 404;
  if (scaled.is !== "answered" && hasKeda) {
    const asked = { connection, namespace, wish, right: "list scaledobjects.keda.sh" };
    return { ok: false, failure: failureOf(scaled, asked) };
  }
  const objects = scaled.is === "answered" ? scaled.value.items : [];
  const object = objects.find(({ spec }) => isMeant(spec.scaleTargetRef, deployment));
  // KEDA works through an autoscaler of its own, which is not the one to change.
  if (object !== undefined) {
    return { ok: true, value: { by: "keda", name: object.metadata.name, found: object } };
  }
  const autoscalers = await cluster.list("horizontalpodautoscalers", { namespace }, signal);
  if (autoscalers.is !== "answered") {
    const asked = { connection, namespace, wish, right: "list horizontalpodautoscalers" };
    return { ok: false, failure: failureOf(autoscalers, asked) };
  }
  const { items } = autoscalers.value;
  const found = items.find(({ spec }) => isMeant(spec.scaleTargetRef, deployment));
  if (found === undefined) return { ok: true, value: { by: "nobody" } };
  return { ok: true, value: { by: "hpa", name: found.metadata.name, found } };
}

function isMeant({ kind, name }: ScaleTarget, deployment: string): boolean {
  return kind === "Deployment" && name === deployment;
}

/** "HorizontalPodAutoscaler shop/cart (2 to 10 pods)" */
export function ownerInWords(
  owner: Exclude<SizeOwner, { by: "nobody" }>,
  namespace: string,
): string {
  switch (owner.by) {
    case "hpa": {
      const { minReplicas, maxReplicas } = owner.found.spec;
      return `HorizontalPodAutoscaler ${namespace}/${owner.name} (${minReplicas} to ${maxReplicas} pods)`;
    }
    case "keda": {
      const { minReplicaCount, maxReplicaCount } = owner.found.spec;
      return `ScaledObject ${namespace}/${owner.name} (${minReplicaCount} to ${maxReplicaCount} pods)`;
    }
  }
}

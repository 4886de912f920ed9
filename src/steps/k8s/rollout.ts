import type { Failure } from "../../model/failure.ts";
import type { Deployment, Pod } from "../../ports/cluster/objects.ts";

export type Rollout =
  | { readonly is: "done" }
  | { readonly is: "underway"; readonly progress: string }
  | { readonly is: "stalled"; readonly failure: Failure };

/** How far the cluster has brought a deployment to what is wanted of it. */
export function rolloutOf(deployment: Deployment, pods: readonly Pod[], name: string): Rollout {
  const { metadata, spec, status } = deployment;
  if (status.observedGeneration < metadata.generation) {
    return { is: "underway", progress: "the cluster has not begun yet" };
  }
  const { updatedReplicas: updated, availableReplicas: available, replicas } = status;
  const progress = `${Math.min(updated, available)} of ${spec.replicas} pods replaced`;
  const because = obstacle(deployment, pods);
  if (hasGivenUp(deployment)) {
    const why = because === "" ? unready(pods) : because;
    return { is: "stalled", failure: stalled(name, `${progress}${why}`) };
  }
  if (updated === spec.replicas && replicas === updated && available === updated) {
    return { is: "done" };
  }
  if (updated < spec.replicas) {
    return { is: "underway", progress: `${updated} of ${spec.replicas} pods replaced${because}` };
  }
  if (replicas > updated) {
    const old = replicas - updated;
    return {
      is: "underway",
      progress: `${old} ${old === 1 ? "pod" : "pods"} left to end${because}`,
    };
  }
  return { is: "underway", progress: `${available} of ${spec.replicas} pods available${because}` };
}

function hasGivenUp({ status }: Deployment): boolean {
  return status.conditions.some(({ reason }) => reason === "ProgressDeadlineExceeded");
}

/** What most probably holds it up: a pod that cannot start, or one that may not be made. */
function obstacle({ spec, status }: Deployment, pods: readonly Pod[]): string {
  if (spec.paused) return ": somebody has paused its rollouts";
  const refused = status.conditions.find(
    (condition) => condition.type === "ReplicaFailure" && condition.status === "True",
  );
  if (refused !== undefined) return `: ${shortened(refused.message)}`;
  for (const pod of pods) {
    const trouble = troubleOf(pod);
    if (trouble !== undefined) return `: pod ${pod.metadata.name}: ${shortened(trouble)}`;
  }
  return "";
}

const HARMLESS = new Set(["", "ContainerCreating", "PodInitializing"]);

function troubleOf({ metadata, status }: Pod): string | undefined {
  if (metadata.deletionTimestamp !== undefined) return undefined;
  const { initContainerStatuses, containerStatuses, conditions } = status;
  for (const { state, lastState } of [...initContainerStatuses, ...containerStatuses]) {
    const { reason = "", message = "" } = state.waiting ?? {};
    if (HARMLESS.has(reason)) continue;
    const died = lastState.terminated?.reason ?? "";
    const words = [reason, died === "" ? message : `last ended with ${died}`];
    return words.filter((word) => word !== "").join(", ");
  }
  const unplaced = conditions.find(
    ({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable",
  );
  return unplaced?.message;
}

/** For a while, that is how every pod begins. Later, its readiness probe fails. */
function unready(pods: readonly Pod[]): string {
  const found = pods.find(({ metadata, status: { phase, conditions } }) => {
    const ready = conditions.find(({ type }) => type === "Ready");
    const isMeant = metadata.deletionTimestamp === undefined && phase === "Running";
    return isMeant && ready?.status === "False";
  });
  return found === undefined ? "" : `: pod ${found.metadata.name}: runs, but does not become ready`;
}

function stalled(name: string, how: string): Failure {
  return {
    code: "E646",
    message: `The rollout of deployment ${name} is stuck: ${how}`,
    remedy: "Mend what holds the pods up, or roll back with k8s.rollback.",
    retry: "never",
  };
}

function shortened(text: string): string {
  return text.slice(0, 200).replace(/\.$/, "");
}

import { toJson } from "../api/served.ts";
import { typeOfKept } from "../api/resource-types.ts";
import type { ReplicaSet } from "../objects/deployment.ts";
import { type Condition, isControlledBy } from "../objects/metadata.ts";
import { isActive, isAvailable, isReady, type Pod } from "../objects/pod.ts";
import { timestamp } from "../store/timestamp.ts";
import { create, type Keeping } from "../write/create.ts";
import { remove } from "../write/remove.ts";
import type { Say } from "./events.ts";

export interface ReplicaSetControl {
  readonly keeping: Keeping;
  readonly say: Say;
  readonly lookAgainIn: (ms: number) => void;
}

const COMPONENT = "replicaset-controller";

/** Makes pods that are missing, takes away those that are too many, and counts them. */
export function reconcileReplicaSet(control: ReplicaSetControl, set: ReplicaSet): void {
  const { store, now } = control.keeping;
  const pods = activePods(control.keeping, set);
  const missing = set.spec.replicas - pods.length;
  const failure = missing > 0 ? makePods(control, set, missing) : undefined;
  if (missing < 0) takePods(control, set, pods, -missing);
  const active = activePods(control.keeping, set);
  const { minReadySeconds = 0 } = set.spec;
  const ready = active.filter(isReady).length;
  const available = active.filter((pod) => isAvailable(pod, minReadySeconds, now())).length;
  if (ready > available) control.lookAgainIn(1_000);
  const kept = store.get("replicasets", set.metadata.name, set.metadata.namespace);
  if (kept === undefined) return;
  const condition = failure && failed(failure, kept.status.conditions, now());
  store.put("replicasets", {
    ...kept,
    status: {
      observedGeneration: kept.metadata.generation,
      replicas: active.length,
      ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
      ...(ready > 0 && { readyReplicas: ready }),
      ...(available > 0 && { availableReplicas: available }),
      ...(condition && { conditions: [condition] }),
    },
  });
}

function activePods({ store }: Keeping, set: ReplicaSet): readonly Pod[] {
  const pods = store.list("pods", set.metadata.namespace);
  return pods.filter((pod) => isActive(pod) && isControlledBy(pod, set));
}

/** Makes so many pods; what the server had against one of them is told. */
function makePods(
  { keeping, say }: ReplicaSetControl,
  set: ReplicaSet,
  missing: number,
): string | undefined {
  const { name, namespace, uid } = set.metadata;
  const { template } = set.spec;
  const owner = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    name,
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
  const sent = toJson({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...template.metadata, generateName: `${name}-`, ownerReferences: [owner] },
    spec: template.spec,
  });
  const writing = { manager: "kube-controller-manager", namespace };
  for (let left = missing; left > 0; left--) {
    const made = create(keeping, "pods", POD, sent, writing);
    if (!made.ok) {
      const message = `Error creating: ${made.status.message ?? ""}`;
      say({ about: set, type: "Warning", reason: "FailedCreate", message, component: COMPONENT });
      return made.status.message;
    }
    const message = `Created pod: ${made.value.metadata.name}`;
    say({ about: set, type: "Normal", reason: "SuccessfulCreate", message, component: COMPONENT });
  }
  return undefined;
}

const POD = typeOfKept("pods");

function takePods(
  { keeping, say }: ReplicaSetControl,
  set: ReplicaSet,
  pods: readonly Pod[],
  surplus: number,
): void {
  for (const pod of pods.toSorted(byWorth).slice(0, surplus)) {
    remove(keeping, "pods", POD, pod, {});
    const message = `Deleted pod: ${pod.metadata.name}`;
    say({ about: set, type: "Normal", reason: "SuccessfulDelete", message, component: COMPONENT });
  }
}

/** Pods that do least come first: without a node, not ready, then the youngest. */
function byWorth(a: Pod, b: Pod): number {
  const worth = (pod: Pod) => (pod.spec.nodeName === undefined ? 0 : isReady(pod) ? 2 : 1);
  const age = Date.parse(b.metadata.creationTimestamp) - Date.parse(a.metadata.creationTimestamp);
  return worth(a) - worth(b) || age;
}

/** The first message stays: each try has another name in it, and would be a change of its own. */
function failed(message: string, before: readonly Condition[] = [], now: number): Condition {
  const known = before.find(({ type }) => type === "ReplicaFailure");
  const status = "True" as const;
  const lastTransitionTime = timestamp(now);
  return (
    known ?? { type: "ReplicaFailure", status, reason: "FailedCreate", message, lastTransitionTime }
  );
}

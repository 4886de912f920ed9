import { toJson } from "../api/served.ts";
import { typeOfKept } from "../api/resource-types.ts";
import {
  type Deployment,
  type ReplicaSet,
  REVISION,
  revisionOf,
  TEMPLATE_HASH,
} from "../objects/deployment.ts";
import { isControlledBy } from "../objects/metadata.ts";
import { create, type Keeping } from "../write/create.ts";
import { deadlineOf, deploymentStatus } from "./deployment-status.ts";
import type { Say } from "./events.ts";
import { limitsOf, planRollout, type SetSize } from "./rollout-plan.ts";
import { hashTemplate, isCurrent } from "./template-hash.ts";

export interface DeploymentControl {
  readonly keeping: Keeping;
  readonly say: Say;
  /** Has everything looked at again after so long, as a deadline will have passed then. */
  readonly lookAgainIn: (ms: number) => void;
}

const COMPONENT = "deployment-controller";

/** Takes a deployment one step on towards the pods it wants. */
export function reconcileDeployment(control: DeploymentControl, given: Deployment): void {
  const { store, now } = control.keeping;
  const { name, namespace } = given.metadata;
  const all = setsOf(control, given);
  const current = all.find((set) => isCurrent(given, set));
  const deployment = current === undefined ? given : adoptRevision(control, given, current, all);
  if (current === undefined && !given.spec.paused) {
    startRevision(control, given, all);
  } else if (current !== undefined) {
    const old = all.filter((set) => set !== current);
    resizeSets(control, deployment, current, old);
    dropOldest(control, deployment, old);
  }
  const kept = store.get("deployments", name, namespace);
  if (kept === undefined) return;
  const sets = setsOf(control, kept);
  const latest = sets.find((set) => isCurrent(kept, set));
  const status = deploymentStatus(kept, latest, sets, now());
  store.put("deployments", { ...kept, status });
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ReplicaSetUpdated") {
    const deadline = deadlineOf(progressing, kept.spec.progressDeadlineSeconds);
    control.lookAgainIn(Math.max(0, deadline - now()));
  }
}

/** Replica sets of a deployment, the oldest revision first. */
function setsOf(
  { keeping }: Pick<DeploymentControl, "keeping">,
  deployment: Deployment,
): readonly ReplicaSet[] {
  return keeping.store
    .list("replicasets", deployment.metadata.namespace)
    .filter((set) => isControlledBy(set, deployment))
    .toSorted((a, b) => revisionOf(a) - revisionOf(b));
}

function startRevision(
  { keeping, say }: DeploymentControl,
  deployment: Deployment,
  old: readonly ReplicaSet[],
): void {
  const { metadata, spec } = deployment;
  const hash = hashTemplate(spec.template);
  const revision = String(Math.max(0, ...old.map(revisionOf)) + 1);
  const labels = { ...spec.template.metadata.labels, [TEMPLATE_HASH]: hash };
  const sent = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${metadata.name}-${hash}`,
      labels,
      annotations: { ...carriedOn(deployment), ...sizes(deployment), [REVISION]: revision },
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          name: metadata.name,
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      minReadySeconds: spec.minReadySeconds,
      selector: {
        ...spec.selector,
        matchLabels: { ...spec.selector.matchLabels, [TEMPLATE_HASH]: hash },
      },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  };
  const writing = { manager: "kube-controller-manager", namespace: metadata.namespace };
  const made = create(keeping, "replicasets", SET, toJson(sent), writing);
  if (!made.ok) {
    const message = `Failed to create new replica set: ${made.status.message ?? ""}`;
    say({
      about: deployment,
      type: "Warning",
      reason: "ReplicaSetCreateError",
      message,
      component: COMPONENT,
    });
    return;
  }
  const annotations = { ...metadata.annotations, [REVISION]: revision };
  keeping.store.put("deployments", { ...deployment, metadata: { ...metadata, annotations } });
}

const SET = typeOfKept("replicasets");

/** Going back to an earlier template makes it the newest revision. */
function adoptRevision(
  { keeping }: DeploymentControl,
  deployment: Deployment,
  current: ReplicaSet,
  all: readonly ReplicaSet[],
): Deployment {
  const newest = Math.max(0, ...all.filter((set) => set !== current).map(revisionOf));
  const own = revisionOf(current);
  const revision = String(own > newest ? own : newest + 1);
  const { annotations: old = {} } = current.metadata;
  const history = [old[HISTORY], String(own)].filter((text) => text !== undefined).join(",");
  const annotations = {
    ...old,
    ...(String(own) !== revision && { [HISTORY]: history }),
    ...carriedOn(deployment),
    ...sizes(deployment),
    [REVISION]: revision,
  };
  keeping.store.put("replicasets", {
    ...current,
    metadata: { ...current.metadata, annotations },
  });
  const { metadata } = deployment;
  const noted = { ...metadata.annotations, [REVISION]: revision };
  return keeping.store.put("deployments", {
    ...deployment,
    metadata: { ...metadata, annotations: noted },
  });
}

const HISTORY = "deployment.kubernetes.io/revision-history";
const NOT_CARRIED = ["kubectl.kubernetes.io/last-applied-configuration", REVISION, HISTORY];

/** What people noted on the deployment, such as why it was changed, is kept with the revision. */
function carriedOn({ metadata }: Deployment): Readonly<Record<string, string>> {
  const entries = Object.entries(metadata.annotations ?? {});
  return Object.fromEntries(entries.filter(([key]) => !NOT_CARRIED.includes(key)));
}

function sizes({ spec }: Deployment): Readonly<Record<string, string>> {
  return {
    "deployment.kubernetes.io/desired-replicas": String(spec.replicas),
    "deployment.kubernetes.io/max-replicas": String(spec.replicas + limitsOf(spec).surge),
  };
}

function resizeSets(
  { keeping, say }: DeploymentControl,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): void {
  const { replicas, strategy, paused = false } = deployment.spec;
  const plan = planRollout({
    replicas,
    strategy,
    isPaused: paused,
    current: sizeOf(current),
    old: old.map(sizeOf),
  });
  for (const { name, to } of plan) {
    const set = keeping.store.get("replicasets", name, deployment.metadata.namespace);
    if (set === undefined) continue;
    const way = to > set.spec.replicas ? "up" : "down";
    const message = `Scaled ${way} replica set ${name} to ${to}`;
    const { generation = 1 } = set.metadata;
    keeping.store.put("replicasets", {
      ...set,
      metadata: { ...set.metadata, generation: generation + 1 },
      spec: { ...set.spec, replicas: to },
    });
    say({
      about: deployment,
      type: "Normal",
      reason: "ScalingReplicaSet",
      message,
      component: COMPONENT,
    });
  }
}

function sizeOf({ metadata, spec, status }: ReplicaSet): SetSize {
  const { availableReplicas: available = 0, replicas: there } = status;
  return { name: metadata.name, wanted: spec.replicas, available, there };
}

/** Keeps as many empty replica sets of earlier revisions as people may want to go back to. */
function dropOldest(
  { keeping }: DeploymentControl,
  { spec }: Deployment,
  old: readonly ReplicaSet[],
): void {
  const empty = old.filter((set) => set.spec.replicas === 0 && set.status.replicas === 0);
  const surplus = Math.max(0, empty.length - spec.revisionHistoryLimit);
  for (const set of empty.slice(0, surplus)) keeping.store.remove("replicasets", set);
}

import type { Deployment, DeploymentStatus, ReplicaSet } from "../objects/deployment.ts";
import type { Condition } from "../objects/metadata.ts";
import { timestamp } from "../store/timestamp.ts";
import { limitsOf } from "./rollout-plan.ts";

/** What a deployment says of itself, given its replica sets. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  now: number,
): DeploymentStatus {
  const { spec, status: before, metadata } = deployment;
  const count = (what: "replicas" | "readyReplicas" | "availableReplicas") =>
    all.reduce((sum, { status }) => sum + (status[what] ?? 0), 0);
  const available = count("availableReplicas");
  const counts = {
    replicas: count("replicas"),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: count("readyReplicas"),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, all.reduce((n, set) => n + set.spec.replicas, 0) - available),
  };
  const least = spec.replicas - limitsOf(spec).unavailable;
  const conditions = [
    available >= least
      ? condition("Available", "True", "MinimumReplicasAvailable", MINIMUM)
      : condition("Available", "False", "MinimumReplicasUnavailable", NO_MINIMUM),
    ...failure(all),
    progress(deployment, counts, current, now),
  ];
  return {
    ...before,
    observedGeneration: metadata.generation,
    ...withoutZeros(counts),
    conditions: conditions.map((one) => dated(one, before.conditions, now)),
  };
}

const MINIMUM = "Deployment has minimum availability.";
const NO_MINIMUM = "Deployment does not have minimum availability.";

type Counts = {
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly unavailableReplicas: number;
};

function progress(
  { spec, status: before }: Deployment,
  counts: Counts,
  current: ReplicaSet | undefined,
  now: number,
): Condition {
  const last = before.conditions?.find(({ type }) => type === "Progressing");
  if (spec.paused) {
    return condition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused");
  }
  const about = `ReplicaSet "${current?.metadata.name ?? ""}"`;
  if (isComplete(spec.replicas, counts)) {
    const message = `${about} has successfully progressed.`;
    return condition("Progressing", "True", "NewReplicaSetAvailable", message);
  }
  const isFinished = last?.reason === "NewReplicaSetAvailable" && last.message?.startsWith(about);
  // A rollout that ended well does not begin again because pods die.
  if (last !== undefined && isFinished) return last;
  if (last === undefined || !last.message?.startsWith(about) || hasMoved(before, counts)) {
    const message = `${about} is progressing.`;
    return { ...condition("Progressing", "True", "ReplicaSetUpdated", message), ...moved(now) };
  }
  if (now < deadlineOf(last, spec.progressDeadlineSeconds)) return last;
  const message = `${about} has timed out progressing.`;
  return condition("Progressing", "False", "ProgressDeadlineExceeded", message);
}

function moved(now: number) {
  return { lastUpdateTime: timestamp(now) };
}

/** When a rollout that does not move is given up; it must be looked at again then. */
export function deadlineOf(last: Condition, seconds: number): number {
  const since = last["lastUpdateTime"];
  return typeof since === "string" ? Date.parse(since) + seconds * 1_000 : Infinity;
}

function isComplete(wanted: number, { replicas, updatedReplicas, availableReplicas }: Counts) {
  return updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted;
}

function hasMoved(before: DeploymentStatus, after: Counts): boolean {
  const oldBefore = (before.replicas ?? 0) - (before.updatedReplicas ?? 0);
  return (
    after.updatedReplicas > (before.updatedReplicas ?? 0) ||
    after.replicas - after.updatedReplicas < oldBefore ||
    after.readyReplicas > (before.readyReplicas ?? 0) ||
    after.availableReplicas > (before.availableReplicas ?? 0)
  );
}

function failure(all: readonly ReplicaSet[]): readonly Condition[] {
  const conditions = all.flatMap(({ status }) => status.conditions ?? []);
  const failed = conditions.find(({ type }) => type === "ReplicaFailure");
  return failed === undefined ? [] : [failed];
}

function condition(
  type: string,
  status: Condition["status"],
  reason: string,
  message: string,
): Condition {
  return { type, status, reason, message };
}

/** The time of a transition is that of the status, that of an update that of anything else. */
function dated(one: Condition, before: readonly Condition[] = [], now: number): Condition {
  const old = before.find(({ type }) => type === one.type);
  const at = timestamp(now);
  const isSame = old?.reason === one.reason && old?.message === one.message;
  return {
    ...one,
    lastUpdateTime: one["lastUpdateTime"] ?? (isSame ? (old?.["lastUpdateTime"] ?? at) : at),
    lastTransitionTime: old?.status === one.status ? (old.lastTransitionTime ?? at) : at,
  };
}

/** The real server leaves counts of nothing out. */
function withoutZeros<T extends Readonly<Record<string, number>>>(counts: T) {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, count === 0 ? undefined : count]),
  );
}

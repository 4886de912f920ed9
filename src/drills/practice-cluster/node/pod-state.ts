import type { Condition } from "../objects/metadata.ts";
import type { Container, ContainerState, ContainerStatus, Pod } from "../objects/pod.ts";
import { timestamp } from "../store/timestamp.ts";

/** A container as its node knows it. */
export interface Seen {
  readonly container: Container;
  readonly restarts: number;
  readonly isReady: boolean;
  readonly state: ContainerState;
  readonly lastState: ContainerState;
}

/** The status of a pod, made of the states of its containers. */
export function podStatus(pod: Pod, seen: readonly Seen[], now: number): Pod["status"] {
  const areReady = seen.every(({ isReady }) => isReady);
  const at = timestamp(now);
  const why = areReady ? {} : { reason: "ContainersNotReady", message: unready(seen) };
  const state = areReady ? "True" : "False";
  const conditions: readonly Condition[] = [
    { type: "Initialized", status: "True" },
    { type: "Ready", status: state, ...why },
    { type: "ContainersReady", status: state, ...why },
    { type: "PodScheduled", status: "True" },
  ];
  return {
    ...pod.status,
    phase: phaseOf(pod, seen),
    conditions: conditions.map((one) => {
      const old = pod.status.conditions?.find(({ type }) => type === one.type);
      const since = old?.status === one.status ? old.lastTransitionTime : at;
      return { ...one, lastProbeTime: null, lastTransitionTime: since ?? at };
    }),
    containerStatuses: seen.map(containerStatus),
    startTime: pod.status.startTime ?? at,
  };
}

function unready(seen: readonly Seen[]): string {
  const names = seen.filter(({ isReady }) => !isReady).map(({ container }) => container.name);
  return `containers with unready status: [${names.join(" ")}]`;
}

function phaseOf({ spec }: Pod, seen: readonly Seen[]): Pod["status"]["phase"] {
  const ends = seen.map(({ state }) => state.terminated);
  if (spec.restartPolicy !== "Always" && ends.every((end) => end !== undefined)) {
    return ends.every((end) => end?.exitCode === 0) ? "Succeeded" : "Failed";
  }
  // A pod of which no container ever ran is still pending.
  return seen.some(
    ({ state, lastState }) => state.running ?? state.terminated ?? lastState.terminated,
  )
    ? "Running"
    : "Pending";
}

function containerStatus({
  container,
  restarts,
  isReady,
  state,
  lastState,
}: Seen): ContainerStatus {
  return {
    name: container.name,
    image: container.image,
    imageID: "",
    ready: isReady,
    started: state.running !== undefined,
    restartCount: restarts,
    state,
    lastState,
  };
}

/** Which pods are killed first when memory runs out; kubectl shows it. */
export function qosOf({ spec }: Pod): string {
  const all = spec.containers.map(({ resources }) => resources);
  const isEmpty = (map: object | undefined) => Object.keys(map ?? {}).length === 0;
  if (all.every(({ limits, requests }) => isEmpty(limits) && isEmpty(requests)))
    return "BestEffort";
  const isSure = all.every(({ limits, requests = limits }) =>
    ["cpu", "memory"].every(
      (what) => limits?.[what] !== undefined && requests?.[what] === limits[what],
    ),
  );
  return isSure ? "Guaranteed" : "Burstable";
}

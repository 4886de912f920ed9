import type { Cancel, Clock } from "../../../ports/clock.ts";
import type { Say } from "../control/events.ts";
import type { Container, Pod } from "../objects/pod.ts";
import type { Store } from "../store/store.ts";
import type { Behaviour } from "./behaviour.ts";
import { podStatus, qosOf, type Seen } from "./pod-state.ts";
import { type RunningContainer, runContainer } from "./run-container.ts";

export interface KubeletParts {
  readonly store: Store;
  readonly clock: Pick<Clock, "now" | "after">;
  readonly say: Say;
  readonly behaviour: Behaviour;
  readonly backOffMs: number;
  /** How long a pod takes to end when it is asked to. */
  readonly stopMs: number;
}

export interface Kubelet {
  /** Starts what is bound to a node, ends what is deleted. */
  readonly sync: () => void;
  readonly containersOf: (pod: Pod) => ReadonlyMap<string, RunningContainer>;
  readonly close: () => void;
}

interface PodRun {
  readonly containers: Map<string, RunningContainer>;
  stopping: Cancel | undefined;
}

/** Runs the pods of all nodes: no processes, but everything that the API can see of them. */
export function startKubelet(parts: KubeletParts): Kubelet {
  const { store, clock, say, stopMs } = parts;
  const runs = new Map<string, PodRun>();
  let addresses = 0;

  function sync(): void {
    const pods = store.list("pods");
    const there = new Set(pods.map(({ metadata }) => metadata.uid));
    for (const [uid, run] of runs) if (!there.has(uid)) forget(uid, run);
    for (const pod of pods) {
      if (pod.spec.nodeName === undefined) continue;
      const run = runs.get(pod.metadata.uid) ?? begin(pod);
      if (pod.metadata.deletionTimestamp !== undefined) stop(pod, run);
    }
  }

  function begin(pod: Pod): PodRun {
    const run: PodRun = { containers: new Map(), stopping: undefined };
    runs.set(pod.metadata.uid, run);
    addresses += 1;
    const podIP = `10.244.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
    const status = { ...pod.status, podIP, hostIP: "10.0.0.1", qosClass: qosOf(pod) };
    const placed = store.put("pods", { ...pod, status });
    for (const container of pod.spec.containers) {
      if (isBroken(container)) tellBrokenImage(pod, container);
      else startContainer(placed, container, run);
    }
    report(pod.metadata.uid, run);
    return run;
  }

  function startContainer(pod: Pod, container: Container, run: PodRun): void {
    tell(pod, "Pulled", `Container image "${container.image}" already present on machine`);
    const started = runContainer({
      ...parts,
      pod,
      container,
      onChange: () => report(pod.metadata.uid, run),
      onEvent: (reason) => {
        if (reason === "BackOff") {
          tell(pod, "BackOff", "Back-off restarting failed container", "Warning");
          return;
        }
        tell(pod, "Created", `Created container ${container.name}`);
        tell(pod, "Started", `Started container ${container.name}`);
      },
    });
    run.containers.set(container.name, started);
  }

  function tellBrokenImage(pod: Pod, { image }: Container): void {
    const why = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    tell(pod, "Pulling", `Pulling image "${image}"`);
    tell(pod, "Failed", `Failed to pull image "${image}": ${why}`, "Warning");
    tell(pod, "Failed", "Error: ErrImagePull", "Warning");
    tell(pod, "BackOff", `Back-off pulling image "${image}"`);
    tell(pod, "Failed", "Error: ImagePullBackOff", "Warning");
  }

  function tell(
    about: Pod,
    reason: string,
    message: string,
    type: "Normal" | "Warning" = "Normal",
  ): void {
    say({ about, type, reason, message, component: "kubelet" });
  }

  /** Writes down how the containers of a pod are. */
  function report(uid: string, run: PodRun): void {
    const pod = store.list("pods").find(({ metadata }) => metadata.uid === uid);
    if (pod === undefined || runs.get(uid) !== run) return;
    const seen = pod.spec.containers.map(
      (container) => run.containers.get(container.name)?.seen() ?? notRunning(container),
    );
    store.put("pods", { ...pod, status: podStatus(pod, seen, clock.now()) });
  }

  function stop(pod: Pod, run: PodRun): void {
    if (run.stopping !== undefined) return;
    for (const { name } of pod.spec.containers) tell(pod, "Killing", `Stopping container ${name}`);
    const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1_000;
    run.stopping = clock.after(Math.min(stopMs, graceMs), () => {
      const { name, namespace, uid } = pod.metadata;
      const last = store.get("pods", name, namespace);
      if (last?.metadata.uid === uid) store.remove("pods", last);
    });
  }

  function forget(uid: string, { containers, stopping }: PodRun): void {
    stopping?.();
    runs.delete(uid);
    for (const container of containers.values()) container.end();
  }

  return {
    sync,
    containersOf: ({ metadata }) => runs.get(metadata.uid)?.containers ?? new Map(),
    close: () => {
      for (const [uid, run] of runs) forget(uid, run);
    },
  };
}

/** Images whose name or tag begins so cannot be pulled. */
const BROKEN = /(^|[/:])broken/;

function isBroken({ image }: Container): boolean {
  return BROKEN.test(image);
}

function notRunning(container: Container): Seen {
  const waiting = isBroken(container)
    ? { reason: "ImagePullBackOff", message: `Back-off pulling image "${container.image}"` }
    : { reason: "ContainerCreating" };
  return { container, restarts: 0, isReady: false, state: { waiting }, lastState: {} };
}

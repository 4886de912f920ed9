import type { Say } from "../control/events.ts";
import type { Node } from "../objects/node.ts";
import type { Pod } from "../objects/pod.ts";
import { amountOf } from "../objects/quantity.ts";
import type { Store } from "../store/store.ts";
import { timestamp } from "../store/timestamp.ts";

/** Binds pods to nodes that have room for what they request; says why where there is none. */
export function schedulePods(store: Store, say: Say, now: () => number): void {
  for (const pod of store.list("pods")) {
    const isWaiting = pod.spec.nodeName === undefined;
    if (!isWaiting || pod.metadata.deletionTimestamp !== undefined) continue;
    const choice = chooseNode(pod, store.list("nodes"), store.list("pods"));
    if (choice.is === "chosen") bind(store, say, pod, choice.node, now());
    else tellWhyNot(store, say, pod, choice.why, now());
  }
}

type Choice =
  | { readonly is: "chosen"; readonly node: string }
  | { readonly is: "none"; readonly why: string };

/** The node with the fewest pods of those that have room. */
function chooseNode(pod: Pod, nodes: readonly Node[], pods: readonly Pod[]): Choice {
  const reasons: string[] = [];
  const fitting: { readonly name: string; readonly pods: number }[] = [];
  for (const node of nodes) {
    const here = pods.filter(
      ({ spec, status }) =>
        spec.nodeName === node.metadata.name &&
        status.phase !== "Succeeded" &&
        status.phase !== "Failed",
    );
    const against = objections(pod, node, here);
    if (against.length === 0) fitting.push({ name: node.metadata.name, pods: here.length });
    reasons.push(...against);
  }
  const [best] = fitting.toSorted((a, b) => a.pods - b.pods);
  if (best !== undefined) return { is: "chosen", node: best.name };
  const told = [...new Set(reasons)].toSorted().map((reason) => {
    return `${reasons.filter((other) => other === reason).length} ${reason}`;
  });
  const why = nodes.length === 0 ? "no nodes available to schedule pods" : undefined;
  return { is: "none", why: why ?? `0/${nodes.length} nodes are available: ${told.join(", ")}.` };
}

function objections(pod: Pod, node: Node, here: readonly Pod[]): readonly string[] {
  if (node.spec.unschedulable) return ["node(s) were unschedulable"];
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries(pod.spec.nodeSelector ?? {});
  if (wanted.some(([key, value]) => labels[key] !== value)) {
    return ["node(s) didn't match Pod's node affinity/selector"];
  }
  const { allocatable = {} } = node.status;
  const isFull = here.length + 1 > amountOf(allocatable["pods"] ?? "110");
  const short = ["cpu", "memory"].filter((resource) => {
    const used = here.reduce((sum, other) => sum + requestOf(other, resource), 0);
    return used + requestOf(pod, resource) > amountOf(allocatable[resource]);
  });
  return [...(isFull ? ["Too many pods"] : []), ...short.map((name) => `Insufficient ${name}`)];
}

/** A pod requests what its containers request; a limit alone counts as a request. */
export function requestOf({ spec }: Pod, resource: string): number {
  return spec.containers.reduce((sum, { resources }) => {
    return sum + amountOf(resources.requests?.[resource] ?? resources.limits?.[resource]);
  }, 0);
}

function bind(store: Store, say: Say, pod: Pod, node: string, now: number): void {
  const { name, namespace } = pod.metadata;
  const lastTransitionTime = timestamp(now);
  const conditions = [{ type: "PodScheduled", status: "True" as const, lastTransitionTime }];
  store.put("pods", {
    ...pod,
    spec: { ...pod.spec, nodeName: node },
    status: { ...pod.status, conditions },
  });
  const message = `Successfully assigned ${namespace}/${name} to ${node}`;
  say({ about: pod, type: "Normal", reason: "Scheduled", message, component: SCHEDULER });
}

const SCHEDULER = "default-scheduler";

function tellWhyNot(store: Store, say: Say, pod: Pod, why: string, now: number): void {
  const [before] = pod.status.conditions ?? [];
  if (before?.message === why) return;
  const condition = {
    type: "PodScheduled",
    status: "False" as const,
    reason: "Unschedulable",
    message: why,
    lastTransitionTime: before?.lastTransitionTime ?? timestamp(now),
  };
  store.put("pods", { ...pod, status: { ...pod.status, conditions: [condition] } });
  const reason = "FailedScheduling";
  say({ about: pod, type: "Warning", reason, message: why, component: SCHEDULER });
}

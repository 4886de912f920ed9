import type { Node } from "../objects/node.ts";
import type { Pod } from "../objects/pod.ts";
import { amountOf, kibi, milli } from "../objects/quantity.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Call, Served } from "./call.ts";
import { readSelectors } from "./list.ts";
import { json, refusal, type Reply } from "./reply.ts";
import { apiVersionOf } from "./resource-types.ts";
import { notFound } from "./status.ts";

/** What pods and nodes use at the moment. */
export function answerMeasured(served: Served, call: Call): Reply {
  const { type, name, query } = call;
  const fits = readSelectors(type.plural === "nodes" ? "nodes" : "pods", query);
  if (!fits.ok) return refusal(fits);
  const all = type.plural === "nodes" ? measureNodes(served, call) : measurePods(served, call);
  if (name !== undefined) {
    const one = all.find(({ metadata }) => metadata.name === name);
    return one === undefined ? refusal(notFound(type, name)) : json(one);
  }
  const items = all.filter((one) => fits.value(one));
  return json({ kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata: {}, items });
}

function measurePods(served: Served, { type, namespace }: Call) {
  const pods = served.keeping.store.list("pods", namespace);
  return pods
    .filter(({ status }) => status.phase === "Running")
    .map((pod) => ({
      ...head(served, type.kind, pod),
      containers: [...served.kubelet.containersOf(pod)].map(([name, container]) => ({
        name,
        usage: container.usage(),
      })),
    }));
}

function measureNodes(served: Served, { type }: Call) {
  const pods = served.keeping.store.list("pods");
  return served.keeping.store.list("nodes").map((node) => {
    const here = pods.filter(({ spec }) => spec.nodeName === node.metadata.name);
    const sum = (what: "cpu" | "memory") =>
      here.reduce((total, pod) => total + usageOf(served, pod, what), 0);
    const usage = { cpu: milli(sum("cpu")), memory: kibi(sum("memory")) };
    return { ...head(served, type.kind, node), usage };
  });
}

export function usageOf(
  { kubelet }: Pick<Served, "kubelet">,
  pod: Pod,
  what: "cpu" | "memory",
): number {
  const containers = [...kubelet.containersOf(pod).values()];
  return containers.reduce((sum, container) => sum + amountOf(container.usage()[what]), 0);
}

function head({ keeping }: Served, kind: string, { metadata }: Pod | Node) {
  const at = timestamp(keeping.now());
  const { name, namespace, labels, uid, resourceVersion } = metadata;
  const about = { name, namespace, labels, uid, resourceVersion, creationTimestamp: at };
  const apiVersion = "metrics.k8s.io/v1beta1";
  return { kind, apiVersion, metadata: about, timestamp: at, window: "30s" };
}

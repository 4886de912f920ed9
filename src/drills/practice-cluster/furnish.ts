import { toJson } from "./api/served.ts";
import { typeOfKept } from "./api/resource-types.ts";
import { timestamp } from "./store/timestamp.ts";
import { create, type Keeping } from "./write/create.ts";

export interface NodeSize {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly pods?: number;
}

export interface Furniture {
  readonly nodes?: readonly NodeSize[];
  readonly namespaces?: readonly string[];
}

const USUAL_NODES: readonly NodeSize[] = ["node-1", "node-2", "node-3"].map((name) => {
  return { name, cpu: "4", memory: "16Gi" };
});
const USUAL_NAMESPACES = ["default", "kube-system"];
const USUAL_PODS = 110;

/** What a cluster has before anybody puts anything into it. */
export function furnish(
  keeping: Keeping,
  { nodes = USUAL_NODES, namespaces = [] }: Furniture,
): void {
  for (const name of new Set([...USUAL_NAMESPACES, ...namespaces])) {
    const labels = { "kubernetes.io/metadata.name": name };
    make(keeping, "namespaces", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels },
    });
  }
  for (const node of nodes) make(keeping, "nodes", nodeOf(node, keeping.now()));
}

function make(keeping: Keeping, plural: "namespaces" | "nodes", object: object): void {
  const writing = { manager: "practice", namespace: undefined };
  const made = create(keeping, plural, typeOfKept(plural), toJson(object), writing);
  if (!made.ok) throw new Error(made.status.message);
}

function nodeOf({ name, cpu, memory, pods = USUAL_PODS }: NodeSize, now: number): object {
  const room = { cpu, memory, pods: String(pods) };
  const at = timestamp(now);
  const ready = {
    type: "Ready",
    status: "True",
    reason: "KubeletReady",
    message: "kubelet is posting ready status",
    lastHeartbeatTime: at,
    lastTransitionTime: at,
  };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name } },
    spec: {},
    status: {
      capacity: room,
      allocatable: room,
      conditions: [ready],
      addresses: [{ type: "Hostname", address: name }],
      nodeInfo: { kubeletVersion: "v1.24.17", osImage: "practice", architecture: "amd64" },
    },
  };
}
